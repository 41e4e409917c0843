/** Text that is safe to send as HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A template whose interpolated values are escaped, but for what is `Html` already. */
export function html(literals: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  const parts = literals.map((literal, index) => {
    const value = values[index];
    return value === undefined ? literal : literal + render(value);
  });
  return new Html(parts.join(''));
}

function render(value: string | number | Html | Html[]): string {
  if (Array.isArray(value)) return value.map((part) => part.text).join('');
  return value instanceof Html ? value.text : escapeHtml(String(value));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
