/** Shortest password taken. Source: NIST SP 800-63B-4, 3.1.1.2 asks for at least 8 beside a second factor, 15 without; ten with a block list stands between. */
export const minimumPasswordLength = 10;
/** Longest password taken, so that hashing stays bounded. */
const maximumPasswordLength = 256;

/** Passwords of ten and more characters that lead every list of leaked ones. */
const wellKnown = new Set([
  '1234567890',
  '12345678910',
  '123456789a',
  '0123456789',
  '0987654321',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5',
  'qwertyuiop',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl1',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'iloveyou12',
  'letmein123',
  'welcome123',
  'administrator',
  'changeme123',
]);

/** Whether a password is too short, too long, all one character, or among the best known. */
export function isWeakPassword(password: string): boolean {
  return (
    password.length < minimumPasswordLength ||
    password.length > maximumPasswordLength ||
    new Set(password).size === 1 ||
    wellKnown.has(password.toLowerCase())
  );
}
