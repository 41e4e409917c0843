/** What reviewers write: titles and first sentences by mood, and a second sentence by department. */
export interface Mood {
  titles: readonly string[];
  openings: readonly string[];
}

const delighted: Mood = {
  titles: [
    'Exactly what I was looking for',
    'Better than in the pictures',
    'Would buy again',
    'My favourite by far',
    'Worth every cent',
    'Very happy with it',
    'Simply lovely',
    'A keeper',
  ],
  openings: [
    'I have had this for a few weeks now and use it nearly every day.',
    'Bought one for myself and then a second one as a present.',
    'I was sceptical about ordering this online, but it is spot on.',
    'It feels like something that will be around for a long time.',
    'Everybody who visits asks where it is from.',
    'After two cheaper ones that did not last, this is the one that stays.',
  ],
};

const pleased: Mood = {
  titles: [
    'Good, with one small thing',
    'Nearly perfect',
    'Solid choice',
    'Does what it says',
    'Pleased overall',
  ],
  openings: [
    'A well-made piece, and I would recommend it to a friend.',
    'It took me a while to choose, and I am glad that I chose this one.',
    'Good value, even if it is not the cheapest.',
    'It arrived quickly and was packed with care.',
  ],
};

const undecided: Mood = {
  titles: ['It is all right', 'Mixed feelings', 'Fine, nothing more', 'Not quite what I expected'],
  openings: [
    'It does its job, but I had hoped for a little more at this price.',
    'The colour is different from what my screen showed me, though not unpleasant.',
    'I like the look and can live with the rest.',
  ],
};

const disappointed: Mood = {
  titles: ['Not for me', 'Expected more', 'Sent it back', 'A pity'],
  openings: [
    'I really wanted to like this.',
    'The first one arrived damaged; the replacement was quick, but the doubt remains.',
    'It looks good in the pictures and less so on the table.',
  ],
};

/** The mood of each rating, 1 to 5. */
export const moodByRating: Readonly<Record<number, Mood>> = {
  1: disappointed,
  2: disappointed,
  3: undecided,
  4: pleased,
  5: delighted,
};

/** Second sentences by the slug of the department: what pleased, and what did not. */
export const remarksByDepartment: Readonly<
  Record<string, { praise: readonly string[]; gripes: readonly string[] }>
> = {
  clothing: {
    praise: [
      'The fabric feels great and has not lost its shape.',
      'Fits true to size.',
      'The seams are beautifully done.',
    ],
    gripes: [
      'It runs a size small.',
      'It creases as soon as I sit down.',
      'The cut is wider than I expected.',
    ],
  },
  shoes: {
    praise: [
      'Comfortable from the first walk.',
      'No blisters, even after a whole day.',
      'The sole has a really good grip.',
    ],
    gripes: ['They took weeks to break in.', 'Too narrow for my feet.', 'They squeak on tiled floors.'],
  },
  'bags-accessories': {
    praise: [
      'There is just enough room for everything.',
      'The material gets nicer with age.',
      'The details are thought through.',
    ],
    gripes: ['One seam was already loose.', 'Smaller than I had imagined.', 'It picks up lint easily.'],
  },
  'home-living': {
    praise: [
      'It makes the whole room look finished.',
      'Good quality, and easy to live with.',
      'The tone goes with everything.',
    ],
    gripes: [
      'There was a small scratch on the underside.',
      'It took longer to arrive than I had hoped.',
      'It is bulkier than it looks.',
    ],
  },
  'kitchen-dining': {
    praise: [
      'It survives our dishwasher without a mark.',
      'It sits well in the hand.',
      'It comes out every single day.',
    ],
    gripes: ['It is heavier than I would like.', 'The finish stains quickly.', 'Mine came with a tiny chip.'],
  },
  outdoors: {
    praise: [
      'It kept up through a week of rain.',
      'Light, tough and easy to clean.',
      'Exactly as tough as it looks.',
    ],
    gripes: [
      'It takes up more room than I expected.',
      'It is a little heavier than stated.',
      'The colour fades in the sun.',
    ],
  },
  electronics: {
    praise: [
      'Set up in a minute and no app required.',
      'It is well made, down to the cable.',
      'Simple, and clear about what it does.',
    ],
    gripes: ['The cable is too short.', 'It gets warm in use.', 'The case picks up fingerprints.'],
  },
  'books-stationery': {
    praise: ['A joy to hold.', 'It was a present and very well received.', 'It looks lovely on the desk.'],
    gripes: [
      'A corner got dented in the post.',
      'It is smaller than I thought.',
      'The colour rubs off a little.',
    ],
  },
  'toys-games': {
    praise: [
      'The children would not put it down.',
      'Well made and free of sharp edges.',
      'We have played with it every weekend since.',
    ],
    gripes: [
      'It smelled a little at first.',
      'Smaller than we thought.',
      'The colours are paler than in the pictures.',
    ],
  },
};
