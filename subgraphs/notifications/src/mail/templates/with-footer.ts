import { languageFor } from '@cartwright/languages';
import { html as escaped } from '@cartwright/process';
import type { DueMail } from '../../announcing/door.ts';
import { wordings } from './wordings.ts';

/** Where the footer goes in a mail's HTML. */
const place = '<!-- unsubscribe -->';

/** The text and HTML of a mail, ending in a link to unsubscribe, which is made as the mail is sent and stored nowhere. */
export function withFooter(
  { body, html, language }: Pick<DueMail, 'body' | 'html' | 'language'>,
  url: string | undefined,
): { readonly text: string; readonly html: string } {
  if (url === undefined) return { text: body, html: html.replace(place, '') };
  const label = wordings[languageFor([language])].labels.unsubscribe;
  const link = escaped`<p style='margin:8px 0 0;color:#666'><a href='${url}' style='color:#666'>${label}</a></p>`;
  return { text: `${body}\n\n${label}: ${url}`, html: html.replace(place, () => link.text) };
}
