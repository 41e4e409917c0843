import { html, Html } from '@cartwright/process';
import { samplePeople } from './sample-people.ts';

const style = new Html(`
  :root { color-scheme: light dark; --line: #8884 }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere }
  h1 { font-size: 1.4rem; line-height: 1.25 } .quiet { opacity: .75; font-size: .9rem }
  button { font: inherit; width: 100%; text-align: start; padding: .7rem .9rem; margin: .3rem 0; border: 1px solid var(--line); border-radius: .4rem; cursor: pointer }
`);

/** The page on which somebody says who they are: a sample has no passwords. */
export function loginPage(): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>Sample sign-in</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>Who are you?</h1>
        <p>
          This is the identity provider of a store under development. Nobody here is real, and none has a
          password.
        </p>
        <form method="post">${samplePeople.map(personButton)}</form>
      </body>
    </html>`.text;
}

function personButton({ sub, given_name, family_name, email, note }: (typeof samplePeople)[number]): Html {
  return html`<button name="sub" value="${sub}">
    ${given_name} ${family_name}, ${email}<br /><span class="quiet">${note}</span>
  </button>`;
}
