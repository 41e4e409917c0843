// Loaded into a process before its own code (`node --import`): shifts its clock by CLOCK_OFF_MS.
const offMs = Number(process.env['CLOCK_OFF_MS'] ?? 0);
const RightDate = Date;

globalThis.Date = new Proxy(RightDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [wrongNow()] : given, newTarget) as Date,
  apply: () => new RightDate(wrongNow()).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? wrongNow : (Reflect.get(target, name, receiver) as unknown),
});

function wrongNow(): number {
  return RightDate.now() + offMs;
}

export {};
