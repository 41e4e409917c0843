import { runWorld } from './run/run-world.ts';
const [from, to, mode, buyers] = process.argv.slice(2);
for (let i = Number(from); i < Number(to); i += 1) {
  const cpu = process.cpuUsage().user;
  const started = performance.now();
  const report = await runWorld({
    seed: `try-${i}`,
    buyers: Number(buyers ?? 300),
    withFaults: mode !== 'fair',
    withHistory: true,
  });
  console.log(
    report.seed,
    report.orders,
    report.confirmed,
    report.events,
    report.virtualSeconds,
    `${Math.round(performance.now() - started)} ms cpu ${Math.round((process.cpuUsage().user - cpu) / 1000)} heap ${Math.round(process.memoryUsage().heapUsed / 1e6)}`,
  );
  for (const v of report.violations.slice(0, 4)) console.log('   ', v.invariant, v.message.slice(0, 300));
  const [first] = Object.entries(report.histories);
  if (first) {
    console.log(first[1].slice(0, 80).join('\n'));
    break;
  }
}
