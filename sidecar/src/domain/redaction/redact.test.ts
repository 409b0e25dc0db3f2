import fc from 'fast-check';
import { MARK_SOURCE } from './secret-kinds.ts';
import { createRedactor, redact } from './redact.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);
const everything = createRedactor(['names', 'mails', 'addresses']);

/** Put together here, so that no scanner takes this file for a leak. */
const join = (...parts: string[]) => parts.join('');
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Characters that look like chance, the same for the same seed. */
function random(seed: number, length: number, alphabet: string = ALPHABET): string {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5) >>> 0;
    return alphabet.charAt((state >>> 7) % alphabet.length);
  }).join('');
}

const UPPER = ALPHABET.slice(0, 26) + '0123456789';
/** Kind, what is planted, and what of it must be gone. */
const PLANTED: ReadonlyArray<readonly [string, (seed: number) => readonly [string, string]]> = [
  ['aws-key', (seed) => whole(join('AK', 'IA', random(seed, 16, UPPER)))],
  ['github-token', (seed) => whole(join('gh', 'p_', random(seed, 36)))],
  ['github-token', (seed) => whole(join('github', '_pat_', random(seed, 60)))],
  ['gitlab-token', (seed) => whole(join('gl', 'pat-', random(seed, 20)))],
  ['gcp-key', (seed) => whole(join('AI', 'za', random(seed, 35)))],
  ['slack-token', (seed) => whole(join('xo', 'xb-1234567890-', random(seed, 24)))],
  ['stripe-key', (seed) => whole(join('sk', '_live_', random(seed, 24)))],
  ['grafana-token', (seed) => whole(join('gl', 'sa_', random(seed, 32), '_0a1b2c3d'))],
  ['vendor-key', (seed) => whole(join('sk', '-ant-', random(seed, 40)))],
  ['vendor-key', (seed) => whole(join('np', 'm_', random(seed, 36)))],
  ['jwt', (seed) => whole(join('ey', 'J', random(seed, 20), '.eyJ', random(seed + 1, 40), '.', random(seed, 43)))],
  ['authorization', (seed) => named('Authorization: Bearer ', random(seed, 12))],
  ['authorization', (seed) => named('Authorization: Basic ', `${random(seed, 11)}=`)],
  ['authorization', (seed) => named('"authorization":"ApiKey ', random(seed, 12), '"')],
  ['authorization', (seed) => named('sent Bearer ', `${random(seed, 11)}7`)],
  ['cookie', (seed) => named('Set-Cookie: sid=', random(seed, 10))],
  [
    'private-key',
    (seed) => named('-----BEGIN RSA PRIVATE KEY-----\n', random(seed, 64), '\n-----END RSA PRIVATE KEY-----'),
  ],
  ['private-key', (seed) => named('-----BEGIN PRIVATE KEY-----\\n', random(seed, 64))],
  ['password', (seed) => named('postgres://app:', random(seed, 9), '@db:5432/orders')],
  ['password', (seed) => named('amqp://app:', `${random(seed, 4)}/x${random(seed, 4)}`, '@mq/')],
  ['password', (seed) => named('jdbc:oracle:thin:scott/', random(seed, 9), '@//h:1521/x')],
  ['password', (seed) => named('password=', random(seed, 9))],
  ['password', (seed) => named('DB_PASSWORD: ', random(seed, 9))],
  ['password', (seed) => named('{"password":"', `a\\"${random(seed, 9)}`, '"}')],
  ['password', (seed) => named('{\\"dbPassword\\": \\"', random(seed, 9), '\\"}')],
  ['password', (seed) => named('--password ', random(seed, 9))],
  ['password', (seed) => named('<password>', random(seed, 9), '</password>')],
  ['password', (seed) => named("array('password' => '", random(seed, 9), "')")],
  ['password', (seed) => named(' curl -u bob:', random(seed, 9), ' https://x')],
  ['token', (seed) => named('{"token":"', random(seed, 9), '"}')],
  ['token', (seed) => named('"client_secret" : "', random(seed, 9), '"')],
  ['token', (seed) => named('aws_secret_access_key = ', random(seed, 40))],
  ['token', (seed) => named('X-Api-Key: ', random(seed, 9))],
  ['token', (seed) => named('https://x/y?access_token=', random(seed, 9), '&b=1')],
  ['token', (seed) => named('AccountKey=', `${random(seed, 20)}==`, ';EndpointSuffix=core')],
  ['high-entropy', (seed) => whole(`${random(seed, 43)}4x7Q2`)],
];

function whole(secret: string): readonly [string, string] {
  return [secret, secret];
}

function named(before: string, secret: string, after = ''): readonly [string, string] {
  return [before + secret + after, secret];
}

const surroundings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'password=',
    '{"a":"',
    '"',
    "'",
    '\\"',
    'token: ',
    '[secret:',
    'x=1, ',
    '://',
    '-----BEGIN ',
    'eyJ'
  )
);

describe('redaction', () => {
  it.each(PLANTED)('takes out a planted %s whatever stands around it', (kind, plant) => {
    fc.assert(
      fc.property(surroundings, surroundings, fc.nat(), (before, after, seed) => {
        const [planted, secret] = plant(seed);
        expect(redact(`${before} ${planted} ${after}`)).not.toContain(secret);
      }),
      { numRuns: Math.ceil(RUNS / 10) }
    );
    const [planted, secret] = plant(4711);
    const alone = redact(`ordinary words ${planted} and more`);
    expect(alone).toContain(`[secret:${kind}]`);
    expect(alone).not.toContain(secret);
    expect(alone.startsWith('ordinary words ')).toBe(true);
  });

  it('keeps what surrounds a secret', () => {
    expect(redact('level=warn password=hunter2, user=bob took=3ms')).toBe(
      'level=warn password=[secret:password], user=bob took=3ms'
    );
    expect(redact('{"a":1,"password":"hunter2","b":[2]}')).toBe('{"a":1,"password":"[secret:password]","b":[2]}');
    expect(redact('postgres://app:hunter2@db:5432/orders?ssl=1 failed')).toBe(
      'postgres://app:[secret:password]@db:5432/orders?ssl=1 failed'
    );
  });

  it.each([
    'trace_id=5b8efff798038103d269b633813fc60c span_id=eee19b7ec3c1b174 done',
    'deployed da39a3ee5e6b4b0d3255bfef95601890afd80709 to prod',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 pulled',
    'order 123e4567-e89b-12d3-a456-426614174000 shipped, ulid 01HF7YAT31JZHSMW1CG6Q6B7Z1',
    'at org.springframework.aop.framework.AbstractSingletonProxyFactoryBean$Proxy42.invoke(Unknown Source)',
    'at c.e.o.OrderV2RepositoryImplHttp11NioProtocolEndpointFactory4.get(Order.java:1014) ~[app-6.1.4.jar:6.1.4]',
    '/var/lib/docker/overlay2/V1/Foo/Bar2/AppData/Local/Program1Files/readme',
    'pod payment-7d9f8b6c5d-x2x4z evicted from ip-10-0-3-17.eu-central-1.compute.internal',
    'Unexpected token: end of file, expected ";"',
    'Invalid token: expired',
    'Basic authentication failed for user 4711',
    'Bearer authentication required',
    'total_tokens: 4112 max_tokens=512 tokens=17 token_count=5',
    'compass=north bypass: yes passed: 12 design: new signal=9 keyboard=us',
    'http://localhost:8080/path/@me?next=/x and mailto ssh://git@host/repo',
    'password=null token="" secret: *** pwd=${DB_PASSWORD} password=[REDACTED]',
    'https://grafana.example.com/d/abc/overview?from=1795260800000&to=now',
    'GET /api/v1/orders/4711 took 23 ms status=200 connection=keep-alive',
    'Certificate -----BEGIN CERTIFICATE----- is fine',
    'mail from ada@example.com at 10.1.2.3',
    'key=orders-4711 primaryKey=17 Map(key: 5)',
  ])('leaves ordinary text alone: %s', (line) => {
    expect(redact(line)).toBe(line);
  });

  it('hides names, mails and addresses where the setting says so', () => {
    expect(
      everything('user=bob ada.l@corp.example.com 10.1.2.3 2001:db8::1 at 12:03:04 +49 170 1234567 v1.2.3.4 foo::Bar')
    ).toBe(
      'user=[secret:name] [secret:mail] [secret:ip-address] [secret:ip-address] at 12:03:04 [secret:phone] v1.2.3.4 foo::Bar'
    );
  });

  it.each([
    ['secrets only', redact],
    ['everything', everything],
  ])('changes nothing the second time (%s) and never throws, whatever the characters', (_, redactor) => {
    const pieces = fc.oneof(
      surroundings,
      fc.constantFrom(
        'password',
        'cookie',
        'authorization',
        ': ',
        '=',
        '"',
        '\\',
        '[',
        ']',
        '@',
        ',',
        ';',
        '<',
        '>',
        '\n'
      ),
      fc.constantFrom('user', 'Bearer ', 'a=b', '::1', '10.0.0.1', '-u ', '--token ', 'secret', 'x@y.zz', '-----END '),
      fc.tuple(fc.constantFrom(...PLANTED), fc.nat()).map(([[, plant], seed]) => plant(seed)[0]),
      fc.constantFrom(
        '[secret:password]',
        '[secret:token]',
        '[secret:nothing]',
        '\ud83d',
        '\udc00',
        '-----BEGIN PRIVATE KEY-----'
      )
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const once = redactor(parts.join(''));
        expect(redactor(once)).toBe(once);
      }),
      { numRuns: RUNS * 5 }
    );
  });

  it('takes time in proportion to length, also for texts made to be slow', () => {
    const seeds = [
      'eyJ',
      'password="',
      '://',
      'a:b@',
      'token: ',
      'cookie: a ',
      'cookie: a=b ',
      '-----BEGIN ',
      'Aa1',
      '<pass',
    ]
      .concat([
        'authorization: x ',
        'authorization: digest x ',
        'token>',
        '--',
        '\\',
        "password=\\'",
        'x@a.',
        'pass=a,',
      ])
      .concat([
        'jdbc:oracle:a:',
        '-----BEGIN PRIVATE KEY-----',
        '::1',
        '1.',
        '+1 2',
        'AKIA',
        'glpat-',
        'sk_live_',
        ' -u a',
        '"',
      ])
      .concat([
        'secret:[',
        '[secret:',
        'xoxb-',
        'SG.',
        'password=[',
        '{"token":"\\"',
        'hooks.slack.com/services/',
        '://a:b',
      ]);
    for (const seed of seeds) {
      const milliseconds = (length: number) => {
        const text = seed.repeat(Math.ceil(length / seed.length));
        return Math.min(...[1, 2].map(() => timed(() => everything(text))));
      };
      const short = milliseconds(50_000);
      const long = milliseconds(800_000);
      // Sixteen times the length: linear time is 16 to 30 times as long, quadratic time 256 times.
      const ratio = long / Math.max(short, 1);
      expect(ratio < 100 ? 'linear' : `${seed}: ${ratio} times as long`).toBe('linear');
    }
  });

  it('reads 10 MB of one character without giving up', () => {
    for (const character of ['a', 'A', '1', '"', ':', '\ud800', '-', 'aB3']) {
      expect(() => everything(`password=${character.repeat(10_000_000 / character.length)}`)).not.toThrow();
    }
  });

  it('writes only marks of known kinds', () => {
    const mark = new RegExp(`^${MARK_SOURCE}$`);
    for (const [, plant] of PLANTED) {
      for (const [found] of redact(plant(1)[0]).matchAll(/\[secret:[^\]]*\]/g)) {
        expect(found).toMatch(mark);
      }
    }
  });
});

/** Milliseconds of our own CPU: other processes on the machine do not count. */
function timed(task: () => void): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
