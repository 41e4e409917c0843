import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { componentsOf, contentDigest, signatureBase } from './signature-base.ts';

describe('what is signed of a request', () => {
  it('gives the signature of the example in RFC 9421, B.2.5', () => {
    const lines =
      '"date": Tue, 20 Apr 2021 02:07:55 GMT\n"@authority": example.com\n"content-type": application/json\n';
    const parameters = '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"';
    const key = Buffer.from(
      'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
      'base64',
    );
    const base = signatureBase({ lines }, parameters);
    expect(createHmac('sha256', key).update(base).digest('base64')).toBe(
      'pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=',
    );
  });

  it('gives the digest of the example in RFC 9530, B.1', () => {
    expect(contentDigest('{"hello": "world"}\n')).toBe(
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    );
  });

  it('takes method and authority in one case, the path and the query apart', () => {
    const request = { method: 'post', authority: 'Carts.Internal:4003', target: '/Freeze?a=1?b' };
    expect(componentsOf(request)).toEqual({
      list: '("@method" "@authority" "@path" "@query")',
      lines: '"@method": POST\n"@authority": carts.internal:4003\n"@path": /Freeze\n"@query": ?a=1?b\n',
      contentDigest: undefined,
    });
  });

  it('covers where the client is, so that nobody on the way can say otherwise', () => {
    const request = { method: 'GET', authority: 'a', target: '/', clientNetwork: '192.0.2.1' };
    const { list, lines } = componentsOf(request);
    expect(list).toBe('("@method" "@authority" "@path" "@query" "x-client-network")');
    expect(lines).toContain('\n"x-client-network": 192.0.2.1\n');
  });

  it('covers a header and a body where there is one, an empty body too', () => {
    const request = { method: 'POST', authority: 'a', target: '/', authorization: ' Bearer x ', body: '' };
    const { list, lines, contentDigest: digest } = componentsOf(request);
    expect(list).toBe('("@method" "@authority" "@path" "@query" "authorization" "content-digest")');
    expect(digest).toBe(contentDigest(''));
    expect(lines).toBe(
      `"@method": POST\n"@authority": a\n"@path": /\n"@query": ?\n"authorization": Bearer x\n"content-digest": ${digest}\n`,
    );
  });
});
