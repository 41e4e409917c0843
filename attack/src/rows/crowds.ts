import type { Attack } from '../attack.ts';
import { must } from '../target/people.ts';
import type { Visitor } from '../target/visitor.ts';

const crowdSize = 40;
/** Without turns it is all of them; with turns it was 16 to 25, also on a machine that had twice as much to do as it can. */
const mostBefore = 32;
const asked = 4;

/** A page of the shop that is some work. */
const work = '{ result: products(first: 20) { nodes { id name variants { id quantityAvailable } } } }';

/** How many of a crowd that asks at once have their answer before somebody else has a few of theirs. */
async function answeredBefore(crowd: readonly Visitor[], other: Visitor): Promise<number> {
  let answered = 0;
  const all = crowd.map(async (visitor) => {
    await must(visitor, work);
    answered += 1;
  });
  for (let at = 0; at < asked; at += 1) await must(other, '{ result: products(first: 1) { nodes { id } } }');
  const before = answered;
  await Promise.all(all);
  return before;
}

function crowdAttack(
  name: string,
  peopleOf: (network: (host: number) => Visitor, elsewhere: Visitor) => readonly [Visitor[], Visitor],
): Attack {
  return {
    name,
    threat: 'API4',
    transport: 'HTTP',
    expected: 'the other has four answers long before the last of the crowd has one',
    run: async ({ newNetwork, newVisitor }) => {
      const before = await answeredBefore(...peopleOf(newNetwork(), newVisitor()));
      return { held: before <= mostBefore, got: `${before} of ${crowdSize} before them` };
    },
  };
}

const each = (visitorOf: (at: number) => Visitor): Visitor[] =>
  Array.from({ length: crowdSize }, (_, at) => visitorOf(at));

/** Many who ask at once, within all that they may, so that somebody else would wait for them. */
export const crowdAttacks: readonly Attack[] = [
  crowdAttack('has a whole network ask at once while somebody comes from elsewhere', (network, elsewhere) => [
    each((at) => network(at + 1)),
    elsewhere,
  ]),
  crowdAttack('asks many times at once while somebody comes from the same network', (network) => [
    each(() => network(1)),
    network(2),
  ]),
];
