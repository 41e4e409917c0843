/** An MP4 that nobody can play: a box that says what it is, then anything. */
export function mp4(seed: number, byteSize = 2_000): Buffer {
  return filled(Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1'), seed, byteSize);
}

/** The same of a WebM. */
export function webm(seed: number, byteSize = 2_000): Buffer {
  const head = '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104';
  return filled(Buffer.from(head, 'hex'), seed, byteSize);
}

/** The same of a GLB. */
export function glb(seed: number, byteSize = 2_000): Buffer {
  return filled(Buffer.from('glTF\x02\0\0\0', 'latin1'), seed, byteSize);
}

/** The same of a USDZ: an archive whose first file is a scene that is stored as it is. */
export function usdz(seed: number, byteSize = 2_000): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\u0003\u0004', 'latin1');
  const name = Buffer.from('a-chair-with-arms-and-a-rather-long-name.usdc');
  head.writeUInt16LE(name.length, 26);
  return filled(Buffer.concat([head, name]), seed, byteSize);
}

function filled(head: Buffer, seed: number, byteSize: number): Buffer {
  const rest = Buffer.from(Array.from({ length: byteSize - head.length }, (_, at) => (at * 7 + seed) % 251));
  return Buffer.concat([head, rest]);
}
