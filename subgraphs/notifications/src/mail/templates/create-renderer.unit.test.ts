import {
  customerRegistered,
  fulfillmentDelivered,
  fulfillmentShipped,
  orderAccessRequested,
  passwordResetRequested,
  staffInvited,
  signInChanged,
  orderCancelled,
  orderConfirmed,
  orderInReview,
  type DataOf,
  type MessageContract,
} from '@cartwright/events';
import Handlebars from 'handlebars';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Announcement, Reader, Renderer } from '../../announcing/door.ts';
import {
  accessLinkOf,
  passwordResetOf,
  staffInvitationOf,
  signInChangeOf,
  cancellationOf,
  confirmationOf,
  deliveryOf,
  reviewOf,
  shipmentOf,
  welcomeOf,
} from '../../announcing/rules/announcements.ts';
import { createRenderer } from './create-renderer.ts';

const shop = {
  name: 'Kiln & Co.',
  url: 'https://shop.example',
  publicUrl: 'https://api.example',
  timeZone: 'Europe/Berlin',
};
const nbsp = '\u00a0';
const sampleOf = <Data>({ samples }: MessageContract<Data>) => samples[0] as Data;
const order = sampleOf(orderConfirmed);
const [{ variantId }] = order.lines as [DataOf<typeof orderConfirmed>['lines'][number]];
const english: Reader = { language: 'en', name: 'Robin', isConfirmed: true, pictures: new Map() };
const german: Reader = { ...english, language: 'de' };

const reducedOrder = orderConfirmed.samples.at(-1) as DataOf<typeof orderConfirmed>;
const plusTax = { ...reducedOrder, pricesIncludeTax: false, totalMinor: 12146 };
const exempt = {
  ...{ ...reducedOrder, exemptTaxMinor: 1526, taxMinor: 0, totalMinor: 9094 },
  taxLines: [{ rateBasisPoints: 0, netMinor: 9094, taxMinor: 0 }],
};

let render: Renderer;
beforeAll(async () => {
  render = await createRenderer(shop);
});

/** What of a page is read, blanks as one. */
function readable(html: string): string {
  const text = html.replace(/<head>.*<\/head>/s, '').replace(/<[^>]+>/g, ' ');
  const characters = { '&amp;': '&', '&#x27;': "'", '&#x3D;': '=', '&quot;': '"', '&lt;': '<', '&gt;': '>' };
  return Object.entries(characters)
    .reduce((plain, [entity, character]) => plain.replaceAll(entity, character), text)
    .replace(/[^\S\u00a0]+/g, ' ');
}

describe('the confirmation', () => {
  it('names the order, the payment, each line with its price, and the totals', () => {
    const { title, body } = render(confirmationOf(order), english);
    expect(title).toBe('Your order CW-100001 is confirmed');
    expect(body).toContain('We have received your payment of €102.90');
    expect(body).toContain('2 x Oak stool (Natural), each €49.00, €98.00');
    expect(body).toContain('Shipping: €4.90');
    expect(body).toContain('Total: €102.90');
    expect(body).toContain('Ordered on January 2, 2026');
  });

  it('is written in the reader’s language, amounts, days and countries too, and says so', () => {
    const { title, body, html } = render(confirmationOf(order), german);
    expect(title).toBe('Ihre Bestellung CW-100001 ist bestätigt');
    expect(body).toContain(`Gesamt: 102,90${nbsp}€`);
    expect(body).toContain('Bestellt am 2. Januar 2026');
    expect(body).toContain('10115 Berlin\nDeutschland');
    expect(body).not.toMatch(/EUR|\bDE\b/);
    expect(html).toContain("<html lang='de'>");
    expect(render(confirmationOf(order), english).html).toContain("<html lang='en'>");
  });

  it('greets the buyer, not who gets the parcel, and nobody by a name that is not known', () => {
    expect(render(confirmationOf(order), english).body).toMatch(/^Hello Robin,/);
    expect(render(confirmationOf(order), { ...english, name: null }).body).toMatch(/^Hello,/);
    expect(render(confirmationOf(order), { ...german, name: null }).body).toMatch(/^Guten Tag,/);
  });

  it('has the whole address, as its country writes it', () => {
    const shippingAddress = { ...order.shippingAddress, company: 'Kiln & Co.', line2: 'Hinterhaus' };
    const { body, html } = render(confirmationOf({ ...order, shippingAddress }), english);
    const lines = ['Sam Shopper', 'Kiln & Co.', '1 Example Street', 'Hinterhaus', '10115 Berlin', 'Germany'];
    expect(body).toContain(lines.join('\n'));
    expect(readable(html)).toContain(lines.join(' '));
  });

  it('has no address for who has not confirmed theirs', () => {
    const { body, html } = render(confirmationOf(order), { ...english, isConfirmed: false });
    for (const text of [body, html]) expect(text).not.toMatch(/Delivery address|Shopper|Example Street/);
    expect(body).toContain('2 x Oak stool');
  });

  it('says what the buyer has said of the order, to them alone', () => {
    const said = { note: 'Ring twice.\nAt <the> back.', giftText: 'For Kim', reference: 'PO-4711' };
    const { body, html } = render(confirmationOf({ ...order, ...said }), english);
    expect(body).toContain('Your reference: PO-4711\n\nYour note:\nRing twice.\nAt <the> back.\n');
    expect(body).toContain('Text of the gift card:\nFor Kim\n');
    expect(html).toContain('Ring twice.\nAt &lt;the&gt; back.');
    const translated = render(confirmationOf({ ...order, ...said }), german).body;
    expect(translated).toContain('Ihre Referenz: PO-4711\n\nIhre Notiz:');
    const unproved = render(confirmationOf({ ...order, ...said }), { ...english, isConfirmed: false });
    for (const text of [unproved.body, unproved.html, render(confirmationOf(order), english).body])
      expect(text).not.toMatch(/Your note|Your reference|gift card|PO-4711|For Kim/);
  });

  it('names what it is cheaper by, before and after the delivery, and the tax at each rate', () => {
    const { body } = render(confirmationOf(reducedOrder), english);
    const sums = [
      'Subtotal: €118.00',
      'Ten percent off (TEN): −€11.80',
      'Shipping: €4.90',
      'Free delivery: −€4.90',
      'Total: €106.20',
      'Tax included: €15.26',
      '  19% of net €74.12: €14.08',
      '  7% of net €16.82: €1.18',
    ];
    expect(body).toContain(`${sums.join('\n')}\n\nOrdered on`);
    const translated = render(confirmationOf(reducedOrder), german).body;
    expect(translated).toContain(`Enthaltene Steuer: 15,26${nbsp}€\n  19${nbsp}% von netto 74,12${nbsp}€: `);
    const [promotion] = reducedOrder.promotions ?? [];
    if (promotion === undefined) throw new Error('There is no promotion');
    const typed = { ...reducedOrder, promotions: [{ ...promotion, title: '<b>Ten</b>' }] };
    expect(render(confirmationOf(typed), english).html).toContain('&lt;b&gt;Ten&lt;/b&gt; (TEN)');
  });

  it('adds the tax where prices do not include it', () => {
    const { body } = render(confirmationOf(plusTax), english);
    expect(body).toContain(
      'Plus tax: €15.26\n  19% of net €74.12: €14.08\n  7% of net €16.82: €1.18\nTotal: €121.46\n',
    );
    expect(body).not.toContain('included');
    expect(render(confirmationOf(plusTax), german).body).toContain(`Zuzüglich Steuer: 15,26${nbsp}€`);
  });

  it('takes the tax off that a buyer who pays none is not charged, and says so', () => {
    const { body } = render(confirmationOf(exempt), english);
    expect(body).toContain('Tax that is not charged: −€15.26\nTotal: €90.94\nNo VAT is charged.\n');
    expect(body).not.toMatch(/included|Plus tax|0%/);
    expect(render(confirmationOf(exempt), german).body).toContain(
      `Gesamt: 90,94${nbsp}€\nEs wird keine Mehrwertsteuer berechnet.`,
    );
  });

  it('leads to the order and the shop, and shows pictures where there are some', () => {
    const pictures = new Map([[variantId, '/media/1/mail.jpg']]);
    const { body, html } = render(confirmationOf(order), { ...english, pictures });
    expect(body).toContain('See your order: https://shop.example/orders/CW-100001');
    expect(body).toMatch(/Kiln & Co\.\nhttps:\/\/shop\.example$/);
    expect(html).toContain("href='https://shop.example/orders/CW-100001'");
    expect(html).toContain('>Kiln &amp; Co.</a>');
    expect(html).toContain("src='https://api.example/media/1/mail.jpg'");
    expect(render(confirmationOf(order), english).html).not.toContain('<img');
    const elsewhere = new Map([[variantId, 'https://cdn.example/1.png']]);
    expect(render(confirmationOf(order), { ...english, pictures: elsewhere }).html).toContain(
      "src='https://cdn.example/1.png'",
    );
    const broken = new Map([[variantId, 'https://']]);
    expect(render(confirmationOf(order), { ...english, pictures: broken }).html).not.toContain('<img');
  });

  it('costs no compiling after the first one', () => {
    render(confirmationOf(order), english);
    using compile = vi.spyOn(Handlebars, 'compile');
    render(confirmationOf(order), english);
    expect(compile).not.toHaveBeenCalled();
  });

  it('escapes what people typed, in HTML', () => {
    const firstName = '<script>alert(1)</script>';
    const shippingAddress = { ...order.shippingAddress, firstName };
    const { html, body } = render(confirmationOf({ ...order, shippingAddress }), {
      ...english,
      name: firstName,
    });
    expect(html).not.toContain('<script>');
    expect(body).toContain('<script>');
  });
});

describe('a cancellation tells why, and the truth about the money', () => {
  const cancelled = sampleOf(orderCancelled);
  const bodyOf = (change: object, reader = english) =>
    render(cancellationOf({ ...cancelled, ...change }), reader).body;

  it.each([
    ['PAYMENT_DECLINED', 'none', 'The payment was declined. You have not been charged.'],
    ['PAYMENT_REVIEW_TIMED_OUT', 'voided', 'We could not check the payment in time.'],
    ['PAYMENT_TIMED_OUT', 'voided', 'You have not been charged; what your bank may have set aside'],
    ['CUSTOMER_REQUEST', 'refunded', 'We have given €102.90 back to the payment method'],
    ['STAFF_REQUEST', 'refunded', 'We had to cancel it ourselves'],
  ])('after %s, with the payment %s', (reasonCode, payment, words) => {
    const body = bodyOf({ reasonCode, payment });
    expect(body).toContain(words);
    expect(/refund|given .* back/.test(body)).toBe(payment === 'refunded');
  });

  it('in the reader’s language, whatever the provider said', () => {
    const body = bodyOf({ payment: 'refunded', reasonCode: 'CUSTOMER_REQUEST' }, german);
    expect(body).toContain(`Wir haben 102,90${nbsp}€ auf dem Weg erstattet`);
    expect(bodyOf({ reason: 'The card was declined.' }, german)).not.toContain('The card');
  });

  it('says nothing of either where an older message does not tell', () => {
    const body = bodyOf({ reasonCode: 'SOMETHING_NEW', payment: undefined });
    expect(body).toContain('Your order CW-100001 was cancelled.\n');
    expect(body).not.toMatch(/charged|back/);
  });
});

describe('a parcel', () => {
  const sent = sampleOf(fulfillmentShipped);
  const lines = sent.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const whole = { ...sent, fulfillment: { ...sent.fulfillment, lines }, isWholeOrderShipped: true };

  it('is followed by its link, and says what is in it', () => {
    const { title, body, html } = render(shipmentOf(whole), english);
    const { trackingUrl } = sent.fulfillment;
    expect(title).toBe('Your order CW-100001 is on its way');
    expect(body).toContain('was sent with DHL on January 2, 2026, tracking number 00340434161094042557.');
    expect(body).toContain(`Follow the parcel: ${trackingUrl ?? ''}`);
    expect(html.replaceAll('&#x3D;', '=')).toContain(`href='${trackingUrl ?? ''}'`);
    expect(body).toContain('2 x Oak stool (Natural)\n');
    expect(body).not.toMatch(/Subtotal|The rest|part/);
  });

  it('with a part of the order says that more comes', () => {
    const { title, body } = render(shipmentOf(sent), german);
    expect(title).toBe('Ein Teil Ihrer Bestellung CW-100001 ist unterwegs');
    expect(body).toContain('Der Rest folgt getrennt');
  });

  it('with the last part of the order says that it is a part, and that nothing more comes', () => {
    const { title, body } = render(shipmentOf({ ...sent, isWholeOrderShipped: true }), english);
    expect(title).toBe('A part of your order CW-100001 is on its way');
    expect(body).not.toContain('The rest');
  });

  it('needs neither number nor link', () => {
    const fulfillment = { ...sent.fulfillment, trackingNumber: null, trackingUrl: null };
    const { body } = render(shipmentOf({ ...sent, fulfillment }), english);
    expect(body).toContain('with DHL on January 2, 2026.');
    expect(body).not.toMatch(/tracking|Follow/);
  });

  it('has arrived on a day', () => {
    const arrived = sampleOf(fulfillmentDelivered);
    const fulfillment = { ...arrived.fulfillment, lines };
    const { title, body } = render(
      deliveryOf({ ...arrived, fulfillment, isWholeOrderDelivered: true }),
      german,
    );
    expect(title).toBe('Ihre Bestellung CW-100001 ist angekommen');
    expect(body).toContain('wurde am 2. Januar 2026 zugestellt');
  });
});

it('a link that opens an order carries what opens it', () => {
  const request = { ...sampleOf(orderAccessRequested), token: 'a/b+c=' };
  const { body } = render(accessLinkOf(request), english);
  expect(body).toContain('https://shop.example/orders/CW-100001?token=a%2Fb%2Bc%3D');
  expect(body.replaceAll(/\s/g, ' ')).toContain('it works until January 2, 2026 at 4:04 AM GMT+1.');
});

it('an order in review is told of without a reason, and leads to the order', () => {
  const { title, body } = render(reviewOf(sampleOf(orderInReview)), english);
  expect(title).toBe('We are checking your order CW-100001');
  expect(body).toContain('there is nothing to do');
  expect(body).toContain('See your order: https://shop.example/orders/CW-100001');
  expect(render(reviewOf(sampleOf(orderInReview)), german).title).toBe(
    'Wir prüfen Ihre Bestellung CW-100001',
  );
});

it('a link to a new password leads to the shop that is configured, with its token', () => {
  const { body } = render(passwordResetOf({ ...sampleOf(passwordResetRequested), token: 'a/b+c=' }), english);
  expect(body).toContain('https://shop.example/password-reset?token=a%2Fb%2Bc%3D');
});

it('an invitation leads to the shop that is configured, with its token', () => {
  const { body } = render(staffInvitationOf({ ...sampleOf(staffInvited), token: 'a/b+c=' }), english);
  expect(body).toContain('https://shop.example/staff-invitation?token=a%2Fb%2Bc%3D');
});

it('a notice of a changed sign-in says nothing that whoever did it could have written', () => {
  const reader = { ...english, name: 'call 555 0199' };
  const { title, body } = render(signInChangeOf(sampleOf(signInChanged)), reader);
  expect(title).toBe('How you sign in has changed');
  expect(body).toContain('you are asked for a code of your authenticator app');
  expect(body).not.toContain('555');
});

const everything: readonly (readonly [string, Announcement])[] = [
  ['confirmation', confirmationOf({ ...order, discountMinor: 500 })],
  ['confirmation with promotions', confirmationOf(reducedOrder)],
  ['confirmation without tax in prices', confirmationOf(plusTax)],
  ['confirmation without tax', confirmationOf(exempt)],
  ['cancellation', cancellationOf(sampleOf(orderCancelled))],
  ['shipment', shipmentOf(sampleOf(fulfillmentShipped))],
  ['delivery', deliveryOf(sampleOf(fulfillmentDelivered))],
  ['access link', accessLinkOf(sampleOf(orderAccessRequested))],
  ['password reset', passwordResetOf(sampleOf(passwordResetRequested))],
  ['invitation', staffInvitationOf(sampleOf(staffInvited))],
  ['change of the sign-in', signInChangeOf(sampleOf(signInChanged))],
  ['order in review', reviewOf(sampleOf(orderInReview))],
  ['welcome', welcomeOf(sampleOf(customerRegistered))],
];

describe.each([english, german])('plain text and HTML say the same', (reader) => {
  it.each(everything)('in the %s', (_name, announcement) => {
    const { title, body, html } = render(announcement, reader);
    const page = readable(html).replaceAll(/\s/g, '');
    const links = [...html.matchAll(/href='([^']+)'/g)]
      .map(([, href]) => href?.replaceAll('&#x3D;', '='))
      .join(' ');
    const said = body
      .replaceAll(/https?:\S+/g, (link) => {
        expect(links).toContain(link);
        return '';
      })
      .split(/[\n,:()]+|(?<=\d) x /)
      .map((part) => part.replaceAll(/\s/g, ''));
    expect(said.filter((part) => !page.includes(part))).toEqual([]);
    expect(page).toContain(title.replaceAll(/\s/g, ''));
    expect(body).not.toMatch(/undefined|null|\{\{|\[object/);
    expect(html).not.toMatch(/undefined|\{\{|\[object/);
  });
});
