import { bearsWrongClockOf } from './wrong-clock.ts';

bearsWrongClockOf(['orders']);
