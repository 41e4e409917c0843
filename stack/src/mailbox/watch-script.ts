/**
 * Runs in the list: loads it again when another mail is the newest. Whoever is typing is left alone, and a page that nobody
 * looks at asks for nothing.
 */
export const watchScript = `
const list = document.querySelector('[data-newest]');
const isTyping = () => document.activeElement?.matches('input');
const search = new URLSearchParams({ first: '1', to: list.dataset.to });
setInterval(async () => {
  if (document.hidden || isTyping()) return;
  const answer = await fetch('api/messages?' + search).catch(() => undefined);
  if (!answer?.ok) return;
  const [newest] = await answer.json();
  if ((newest?.id ?? '') !== list.dataset.newest && !isTyping()) location.reload();
}, 3000);
`;
