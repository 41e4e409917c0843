import { losesNothing } from './lose-nothing.ts';

losesNothing({ orders: 20, only: ['process killed', 'NATS store reverted'] });
