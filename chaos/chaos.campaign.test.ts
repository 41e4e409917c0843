import { losesNothing } from './lose-nothing.ts';

losesNothing({
  orders: 60,
  only: [
    'process killed',
    'death at a failpoint',
    'NATS store wiped',
    'NATS store reverted',
    'PostgreSQL crashed',
    'provider mute',
    'notifications killed',
    'poison message',
  ],
});
