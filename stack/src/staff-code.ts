import { sampleLogins } from '@cartwright/sample-data';
import { generate } from 'otplib';
import { dataDirectory } from './commands/data-directory.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { existingSecrets } from './secrets.ts';

/** `npm run staff:code`: what the sample's staff sign in with now, in the store of `npm start -- --production`. */
async function staffCode(): Promise<void> {
  const { password, totpSecret } = existingSecrets(dataDirectory(process.env, 'production')).sampleStaff;
  const code = await generate({ secret: totpSecret });
  const staff = sampleLogins.filter(({ role }) => role === 'STAFF');
  console.log(`E-mail    ${staff.map(({ email }) => email).join(' or ')}`);
  console.log(`Password  ${password}`);
  console.log(`Code      ${code}  (a new one every 30 seconds; each is taken once)`);
}

try {
  await staffCode();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
