import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Tells whether node_modules holds what package-lock.json names. npm writes its own record of what it installed at the
 * very end, so an interrupted installation counts as none. Optional packages may be missing: most are for other systems.
 */
export function dependenciesAreCurrent(root) {
  const record = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  const wanted = Object.entries(readPackages(path.join(root, 'package-lock.json')));
  return wanted
    .filter(([name]) => /(^|\/)node_modules\//.test(name)) // what is in a workspace's own folder too
    .every(([name, entry]) => isInstalled(entry, installed[name]));
}

function isInstalled(wanted, found) {
  if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
  return wanted.version === found.version && wanted.integrity === found.integrity;
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
