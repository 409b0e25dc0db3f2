import fc from 'fast-check';
import { TemplateMiner } from './template-miner.ts';

const NAMES = 'alpha beta gamma delta omega sigma kappa lambda theta zeta iota tau'.split(' ');

function textsOf(miner: TemplateMiner, lines: readonly string[]): string[] {
  const ids = lines.map((line) => miner.learn(line).id);
  const { templates } = miner.takeChanges();
  const texts = new Map(templates.map(({ id, text }) => [id, text]));
  return [...new Set(ids.map((id) => miner.resolve(id)))].map((id) => texts.get(id) ?? id);
}

function mined(...lines: string[]): string[] {
  return textsOf(new TemplateMiner(), lines);
}

describe('templates', () => {
  it('leave out what is a value by its kind, at first sight', () => {
    expect(mined('took 5 ms', 'took 17 s')).toEqual(['took <*>']);
  });

  it('make a place variable when enough different words agree on everything else', () => {
    const lines = NAMES.map((name) => `lost the lease of shard ${name} to another`);
    expect(mined(...lines.slice(0, 2))).toHaveLength(2);
    expect(mined(...lines)).toEqual(['lost the lease of shard <*> to another']);
  });

  it('need less where a name is to be expected, or a value was seen at the place', () => {
    expect(mined('quota of user alice used up', 'quota of user bert used up')).toEqual(['quota of user <*> used up']);
    expect(mined('worker took lease 12 again', 'worker took lease foo again')).toEqual(['worker took lease <*> again']);
    expect(mined('device eth0 left the bridge', 'device docker0 left the bridge')).toEqual([
      'device <*> left the bridge',
    ]);
  });

  it.each([
    [['link to peer 7 is up', 'link to peer 8 is down']],
    [['session opened for user 1', 'session closed for user 1']],
    [['check of disk 3: OK', 'check of disk 3: FAILED']],
    [['feature 7 enabled', 'feature 7 disabled']],
    [['job 1 entered state RUNNING', 'job 1 entered state WAITING', 'job 1 entered state DONE']],
    [['started', 'stopped', 'paused', 'closing', 'ready']],
    [['closeQs', 'openQs', 'toggleQs', 'hideQs', 'showQs', 'peekQs']],
    [['GET /a HTTP/1.1', 'POST /a HTTP/1.1'].map((request) => `"${request}" 200`)],
    [['listening on IPv4 interface 7', 'listening on IPv6 interface 7']],
  ])('keep apart what tells different things: %j', (lines) => {
    expect(mined(...lines)).toHaveLength(lines.length);
  });

  it('take names of several words, reasons and typed texts as one value', () => {
    const people = ['Bo', 'Cy', 'Di', 'Maria del Mar', 'Otto von Berg', 'Ann Lee', 'John Smith', 'Li Wei'];
    expect(mined(...people.map((name) => `order of customer ${name} accepted, total 7`))).toEqual([
      'order of customer <*> accepted, total <*>',
    ]);
    const reasons = ['out of stock', 'voucher expired', 'fraud suspected', 'credit limit reached', 'address wrong'];
    expect(mined(...reasons.map((reason) => `order 7 of shop 8 was rejected: ${reason}`))).toEqual([
      'order <*> of shop <*> was rejected: <*>',
    ]);
  });

  it('know lists of any length as one', () => {
    expect(mined('ranks 1', 'ranks 1, 2, 3', 'ranks 4,5')).toEqual(['ranks <*>']);
    const states = ['pgs: 3 clean; all 7', 'pgs: 3 clean, 2 peering; all 7', 'pgs: 1 down, 2 stale, 3 clean; all 1'];
    expect(mined(...states)).toEqual(['pgs: <*>; all <*>']);
  });

  it('keep their ids: the same in every process, told from the content', () => {
    expect(new TemplateMiner().learn('disk 7 full')).toEqual(new TemplateMiner().learn('disk   8 full'));
    expect(new TemplateMiner().learn('disk 7 full').id).toBe('tpl_b9d31f14ce48eef1');
  });

  it('tell once what is new, and each merge with the text of what was merged', () => {
    const miner = new TemplateMiner();
    miner.learn('quota of user alice used up');
    const [first] = miner.takeChanges().templates;
    miner.learn('quota of user bert used up');
    const { templates, merges } = miner.takeChanges();
    const general = templates.find(({ text }) => text === 'quota of user <*> used up');
    expect(merges).toContainEqual({ from: first?.id, into: general?.id, text: 'quota of user alice used up' });
    expect(miner.takeChanges()).toEqual({ templates: [], merges: [], dropped: 0 });
  });

  it('go on where another process stopped', () => {
    const before = new TemplateMiner();
    const lines = NAMES.slice(0, 6).map((name) => `lost the lease of shard ${name} to another`);
    const ids = lines.map((line) => before.learn(line).id);
    const { templates, merges } = before.takeChanges();
    const mergedInto = new Map(merges.map(({ from, into }) => [from, into]));
    const after = new TemplateMiner();
    after.restore(templates.map(({ id, text }) => ({ id, text, mergedInto: mergedInto.get(id) ?? null })));
    expect(after.takeChanges()).toMatchObject({ templates: [], merges: [] });
    expect(after.learn('lost the lease of shard never-seen to another').id).toBe(before.resolve(ids[0] ?? ''));
    expect(after.resolve(ids[0] ?? '')).toBe(before.resolve(ids[0] ?? ''));
  });

  it('find two processes that saw different names at the same template', () => {
    const [one, other] = [new TemplateMiner(), new TemplateMiner()];
    const line = (name: string) => `lost the lease of shard ${name} to another`;
    const found = NAMES.map((name, index) => (index % 2 === 0 ? one : other).learn(line(name)).id);
    expect(one.resolve(found[0] ?? '')).toBe(other.resolve(found[1] ?? ''));
  });

  it('restore whatever a store may hold', () => {
    const miner = new TemplateMiner();
    miner.restore([
      { id: 'tpl_a', text: '', mergedInto: 'tpl_b' },
      { id: 'tpl_b', text: '<*>', mergedInto: 'tpl_a' },
      { id: 'tpl_c', text: 'x \ud800', mergedInto: 'tpl_gone' },
      { id: 'tpl_c', text: 'again', mergedInto: null },
    ]);
    expect(miner.learn('7').id).toMatch(/^tpl_/);
    expect(miner.resolve('tpl_unknown')).toBe('tpl_unknown');
  });

  it('find the same for the same message, whatever it is', () => {
    const miner = new TemplateMiner();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (message) => {
        const { id } = miner.learn(message);
        expect(miner.resolve(miner.learn(message).id)).toBe(miner.resolve(id));
      }),
      { numRuns: 1000 }
    );
  });
});

describe('a table that is full', () => {
  const limits = { templates: 100, aliases: 50, watched: 500, values: 20 };
  const word = (seed: number) => `w${seed.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}q`;
  const flood = (miner: TemplateMiner, from: number, count: number) => {
    for (let index = from; index < from + count; index += 1) {
      miner.learn(Array.from({ length: 6 }, (_, at) => word(index * 7919 + at * 104_729)).join(' '));
    }
  };

  it('keeps its bounds, counts what it could not take and is right about what it knows', () => {
    const miner = new TemplateMiner(limits);
    const known = miner.learn('disk 7 is full').id;
    miner.learn('disk 8 is full');
    flood(miner, 0, 5000);
    expect(miner.learn('disk 9 is full').id).toBe(known);
    const { templates, forms, aliases, watched } = miner.sizes();
    expect(templates).toBeLessThanOrEqual(limits.templates);
    expect(forms).toBeLessThanOrEqual(limits.templates);
    expect(aliases).toBeLessThanOrEqual(limits.aliases);
    expect(watched).toBeLessThanOrEqual(limits.watched);
    expect(miner.status()).toMatchObject({ templates: 100, limit: 100 });
    expect(miner.status().overflowed).toBeGreaterThan(4000);
    expect(miner.takeChanges().dropped).toBe(miner.status().overflowed);
    expect(miner.learn('never seen before by anybody')).toEqual({ id: 'tpl_other', text: '(other)' });
  });

  it('takes in what comes again, in the place of what came once', () => {
    const miner = new TemplateMiner(limits);
    flood(miner, 0, 500);
    miner.learn('certificate will run out soon');
    const { id, text } = miner.learn('certificate will run out soon');
    expect(text).toBe('certificate will run out soon');
    expect(id).toBe(new TemplateMiner().learn('certificate will run out soon').id);
    expect(miner.sizes().templates).toBeLessThanOrEqual(limits.templates);
  });

  it('still knows a million different words at one place as one template', () => {
    const miner = new TemplateMiner(limits);
    const ids = new Set<string>();
    for (let index = 0; index < 20_000; index += 1) {
      ids.add(miner.resolve(miner.learn(`user ${word(index * 31)} logged in from 10.0.0.1`).id));
    }
    expect(ids.size).toBeLessThanOrEqual(3);
    expect(miner.status().overflowed).toBe(0);
  });
});
