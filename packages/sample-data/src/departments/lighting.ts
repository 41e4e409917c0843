import { glazeColours } from '../colours.ts';
import type { GroupSpec } from './department-spec.ts';

/** Lamps, a group of the home department. */
export const lighting: GroupSpec = {
  slug: 'lighting',
  name: 'Lighting',
  description: 'Lamps for reading, dining and doing nothing at all.',
  leaves: [
    {
      slug: 'table-lamps',
      name: 'Table Lamps',
      description: 'Lamps for desks, bedsides and window sills.',
      code: 'TLA',
      share: 2,
      motif: 'table-lamp',
      nouns: ['Table Lamp', 'Desk Lamp', 'Bedside Lamp'],
      materials: ['Ceramic', 'Linen-Shade', 'Opal-Glass', 'Fluted'],
      options: [
        { name: 'Colour', values: glazeColours, take: [2, 4] },
        { name: 'Height', values: ['35 cm', '48 cm'], take: [1, 2], neighbours: true, stepPercent: 25 },
      ],
      priceEuros: [49, 189],
      weightGrams: [1200, 3800],
      openings: [
        'A calm, glare-free pool of light and a base heavy enough to stay where you put it.',
        'The {series} looks like a piece of pottery by day and glows evenly from inside the shade by night.',
      ],
      details: [
        'The dimmer is built into the cord, within reach of the pillow.',
        'Takes a standard E27 bulb up to 12 W, which is included.',
        'The cord is covered in woven textile and two metres long.',
      ],
      tags: ['lighting', 'bedroom'],
    },
    {
      slug: 'pendant-lamps',
      name: 'Pendant Lamps',
      description: 'Hanging lamps for tables and hallways.',
      code: 'PLA',
      share: 1,
      motif: 'pendant-lamp',
      nouns: ['Pendant', 'Ceiling Lamp', 'Dome Pendant'],
      materials: ['Enamel', 'Spun-Metal', 'Paper', 'Rattan'],
      options: [
        {
          name: 'Colour',
          values: ['Black', 'White', 'Sage', 'Mustard', 'Brass', 'Copper', 'Navy'],
          take: [2, 4],
        },
        {
          name: 'Diameter',
          values: ['28 cm', '40 cm', '55 cm'],
          take: [1, 3],
          neighbours: true,
          stepPercent: 30,
        },
      ],
      priceEuros: [69, 249],
      weightGrams: [900, 3200],
      openings: [
        'Hung low over a table, the {series} draws everyone into the same circle of light.',
        'A wide shade that throws its light down and keeps it out of your eyes.',
      ],
      details: [
        'The inside is painted a warm white to soften the beam.',
        'Comes with a matching canopy and two metres of cord to cut to length.',
        'One person can hang it with a single hook.',
      ],
      tags: ['lighting', 'dining'],
    },
  ],
};
