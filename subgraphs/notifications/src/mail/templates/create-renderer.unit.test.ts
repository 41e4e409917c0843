import { contracts, type OrderSnapshot } from '@cartwright/events';
import Handlebars from 'handlebars';
import { describe, expect, it, vi } from 'vitest';
import { confirmationOf } from '../../announcing/door.ts';
import { createRenderer } from './create-renderer.ts';

const order = contracts.find(({ type }) => type === 'orders.order-placed.v1')?.samples[0] as OrderSnapshot;

const confirmation = confirmationOf(order);

describe('the confirmation', () => {
  it('names the order, each line with its price, and the totals', async () => {
    const { title, body, html } = (await createRenderer())(confirmation);
    expect(title).toBe('Your order CW-100001 is confirmed');
    expect(body).toContain('2 x Oak stool (Natural)  49.00 EUR  98.00 EUR');
    expect(body).toContain('Shipping: 4.90 EUR');
    expect(body).toContain('Total: 102.90 EUR');
    expect(html).toContain('102.90 EUR');
  });

  it('is worded in the buyer’s language', async () => {
    const { title } = (await createRenderer())({ ...confirmation, locale: 'de-AT' });
    expect(title).toBe('Ihre Bestellung CW-100001 ist bestätigt');
  });

  it('costs no compiling after the first one', async () => {
    const render = await createRenderer();
    render(confirmation);
    using compile = vi.spyOn(Handlebars, 'compile');
    render(confirmation);
    expect(compile).not.toHaveBeenCalled();
  });

  it('escapes what a buyer typed, in HTML', async () => {
    const content = { ...confirmation.content, firstName: '<script>alert(1)</script>' };
    const { html, body } = (await createRenderer())({ ...confirmation, content });
    expect(html).not.toContain('<script>');
    expect(body).toContain('<script>');
  });
});
