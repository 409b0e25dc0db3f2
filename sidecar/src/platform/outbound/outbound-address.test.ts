import { guardedLookup, hasForbiddenHost, isForbiddenAddress } from './outbound-address.ts';

describe('addresses', () => {
  it.each([
    ...['169.254.169.254', '0.0.0.0', '224.0.0.1', '255.255.255.255', '100.100.100.200'],
    ...[
      '::',
      'fe80::1',
      'ff02::1',
      'fd00:ec2::254',
      '::ffff:169.254.169.254',
      '::ffff:a9fe:a9fe',
      '64:ff9b::169.254.169.254',
      '::ffff:0:169.254.169.254',
      '::169.254.169.254',
    ],
  ])('such as %s are never asked', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  it.each(['127.0.0.1', '10.0.0.1', '192.168.1.1', '::1', 'fd12::1', '::ffff:10.0.0.1', '8.8.8.8', 'grafana'])(
    'such as %s are where things live',
    (address) => {
      expect(isForbiddenAddress(address)).toBe(false);
    }
  );

  it.each([
    'http://169.254.169.254/latest',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://0251.0376.0251.0376/',
    'http://[::ffff:169.254.169.254]/',
    'http://169.254.43518/',
  ])('are found in %s, however they are written', (url) => {
    expect(hasForbiddenHost(url)).toBe(true);
  });

  it('are looked at where a name leads', async () => {
    const led = await new Promise((resolve) =>
      guardedLookup('localhost', {}, (error, address) => resolve(error ?? address))
    );
    expect(['127.0.0.1', '::1']).toContain(led);
    const refused = await new Promise((resolve) =>
      guardedLookup('169.254.169.254', { all: true }, (error, address) => resolve(error ?? address))
    );
    expect(refused).toBeInstanceOf(Error);
  });
});
