import { expect, it } from 'vitest';
import { z } from 'zod';
import { holdsLink, name, optionalName } from './links.ts';
import { readInput } from './read-input.ts';

it.each([
  'https://evil.example',
  'HTTP://EVIL.COM',
  'hxxps:evil',
  '//evil.example/path',
  'Sam http evil',
  'mailto:sam',
  'www.evil',
  'Visit www.evil.example now',
  'x.com',
  'Sam x.com',
  'evil.com/win',
  'bit.ly/abc',
  'You won! claim-now.shop',
  'evil.co.uk',
  'evil.example',
  'evil.test',
  'evil.unheardof/x',
  'sam@evil.example',
  'sam＠evil',
  'evil。com',
  'evil．com',
  'evil｡com',
  'evil․com',
  'evil﹒com',
  'evil\u200b.\u200bcom',
  'evil.\u00adcom',
  'evil.сом',
  'evil.соm',
  'пример.рф',
  '例え.香港',
  'bücher.de',
  'evil.xn--p1ai',
  'https：／／evil.example',
  'http∶⁄⁄evil',
  '192.168.1.1',
  'av.de/evil',
  'a.b.co.uk/evil',
  'co.kg:80',
  'Dr.med.win',
  'Mr.Black',
])('%j holds a link', (text) => {
  expect(holdsLink(text)).toBe(true);
});

it.each([
  ...['Sam', 'J.R.R. Tolkien', 'J.R.R.Tolkien', 'J. K. Rowling', 'St. Mary', 'St.Mary', 'Dr. med. Anna Weiß'],
  ...[
    'Dr.med. Anna Weiß',
    'Dipl.-Ing. Jörg Müller',
    'Dipl.Ing. Jörg',
    "O'Brien",
    'Jean-Luc',
    'Ó Súilleabháin',
  ],
  ...[
    'Martin Luther King Jr.',
    'Sam Jr.',
    'María José',
    'د. أحمد',
    '山田　太郎',
    'Нина',
    'Αλέξανδρος',
    'Ngô Đình Diệm',
  ],
  ...['A.B.C. Ltd.', 'A.B.C.Ltd', 'A.B.C. Ltd', 'Stools & Sons Inc.', 'Kiln & Co. KG', 'Muster GmbH & Co.KG'],
  ...[
    'S.p.A.',
    'Rossi S.r.l.',
    'Ferrari S.p.A',
    'Nestlé S.A.',
    'Acme B.V.',
    'Acme d.o.o.',
    'Acme Sp. z o.o.',
    'e.V.',
    'i.G.',
  ],
  ...[
    'AT&T',
    'Yahoo!',
    '7-Eleven',
    'H&M',
    'McDonald’s',
    '3M Co.',
    'U.S.A. Imports',
    'U.N.I.T.',
    'c/o Sam',
    'Sam a/s',
  ],
  ...[
    'Friedrichstr. 12',
    'Friedrichstr.12',
    'P.O. Box 12',
    'P.O.Box 12',
    'PO Box 12',
    'Apt. 3.1',
    'Apt.3',
    'No.5',
    'No. 5a',
  ],
  ...[
    '1600 Amphitheatre Pkwy.',
    '12 St. James’s Sq.',
    '12 St.James’s Sq.',
    'Bd. de la Liberté 3',
    'Av.de la Paix 2',
    '3.OG links',
  ],
  ...[
    'Hs.Nr. 4',
    'C.so Garibaldi 3',
    'V.le Marconi 1',
    'P.za Duomo',
    'P.zza Duomo',
    'Via S.Anna 4',
    'n.ro 4',
    'Calle 12 # 3-45',
  ],
  ...[
    'Avda. de España, 1',
    'C. de Alcalá 3',
    'ul. Długa 4/6',
    'ул. Ленина, д. 4',
    'Rua 7 de Setembro, n.º 4',
    '1-2-3 丸の内',
  ],
  ...[
    'Flat 2/1, 12:30 Street',
    'Paral·lel 4',
    'Bldg. 4, Fl. 2',
    'R. Augusta 1',
    'Washington D.C.',
    'St. John’s',
    'Frankfurt a.M.',
    'Halle (Saale)',
  ],
  ...['Kirchheim u.T.', 'Rothenburg o.d.T.', '’s-Hertogenbosch', 'Bad Homburg v.d.H.', 'Winston-Salem, N.C.'],
])('%j holds none', (text) => {
  expect(holdsLink(text)).toBe(false);
});

it('a name with a link is told so', () => {
  const schema = z.object({ first: name(100), last: optionalName(100), other: optionalName(100) });
  expect(readInput(schema, { first: 'x.com', last: null, other: 'www.evil.example' })).toMatchObject({
    fields: [
      { path: ['first'], code: 'INVALID_VALUE' },
      { path: ['other'], code: 'INVALID_VALUE' },
    ],
  });
  expect(readInput(schema, { first: ' Sam ', last: '' })).toMatchObject({
    kind: 'valid',
    value: { first: 'Sam', last: null, other: null },
  });
});
