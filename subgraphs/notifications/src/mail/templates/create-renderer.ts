import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import type { Renderer } from '../../announcing/door.ts';
import { wordingFor } from './wording.ts';

/** Reads and compiles the templates, each once. HTML is escaped; plain text is not. */
export async function createRenderer(): Promise<Renderer> {
  const source = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  const plain = compilePlainOnce();
  const text = plain(await source('mail.txt.hbs'));
  const html = Handlebars.compile<object>(await source('mail.html.hbs'));
  return ({ type, locale, content }) => {
    const { subject, intro, labels } = wordingFor(locale);
    const fill = (template: string) => plain(template)(content);
    const title = fill(subject[type]);
    const view = { ...content, locale, labels, subject: title, intro: fill(intro[type]) };
    return { title, body: text(view).trim(), html: html(view) };
  };
}

/** Compiling costs more than filling in, and leaves code behind: a backlog of mails must not pay for each. */
function compilePlainOnce(): (template: string) => Handlebars.TemplateDelegate<object> {
  const compiled = new Map<string, Handlebars.TemplateDelegate<object>>();
  return (template) => {
    const known = compiled.get(template) ?? Handlebars.compile<object>(template, { noEscape: true });
    compiled.set(template, known);
    return known;
  };
}
