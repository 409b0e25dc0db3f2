import { screen, within } from '@testing-library/react';
import { type AuditFinding, type MemoryAudit, type Role } from '@incident-memory/contract';
import { Failure, FakeSidecar, type SeenRequest } from '../../../testing/FakeSidecar';
import { sampleMemory } from '../../../testing/memorySamples';
import { renderApp } from '../../../testing/renderApp';
import { at, capabilitiesOf } from '../../../testing/samples';

const OLDER = 'mem_0193a1b2-0000-7000-8000-000000000001';
const NEWER = 'mem_0193a1b2-0000-7000-8000-000000000002';

const finding = (kind: AuditFinding['kind'], memories: string[], sentence: string): AuditFinding => ({
  ...{ kind, memories, count: memories.length, sentence },
  recommendation: 'Look at both.',
});
const CONTRADICTION = finding('contradiction', [NEWER, OLDER], 'The same trouble has two causes.');
const STALE = finding('stale', [NEWER, OLDER], 'Two memories may not hold any more.');

function sidecar(findings: AuditFinding[], role: Role = 'Editor') {
  const audit: MemoryAudit = {
    ...{ at: at(0), memories: 2, lookedAt: 2, tally: [], findings },
    expiring: { withinDays: 30, memories: 0, isMore: false, categories: [] },
    counts: {
      ...{ duplicate: 0, contradiction: 0, stale: 0, unverified: 0 },
      ...{ 're-ingested': 0, burst: 0, orphan: 0, 'instruction-like': 0 },
    },
  };
  const memory = ({ path }: SeenRequest) =>
    path.includes(OLDER)
      ? sampleMemory({ id: OLDER, incident: null, title: 'The pool was too small', version: 3 })
      : sampleMemory({ id: NEWER, incident: null, title: 'The release leaks', version: 5 });
  const acted = (request: SeenRequest) => ({ ...memory(request), version: memory(request).version + 1 });
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/memory/audit', audit)
    .answer('GET /v1/memories/:memory', memory)
    .answer('POST /v1/memories/:memory/link', acted)
    .answer('POST /v1/memories/:memory/correct', acted)
    .answer('POST /v1/memories/:memory/retire', acted)
    .answer('POST /v1/memories/:memory/undo', acted)
    .install();
}

const open = () => renderApp('memory?tab=review');

describe('Memory, to review', () => {
  it('shows both texts beside each other, and settles which is right in a way that can be taken back', async () => {
    const fake = sidecar([CONTRADICTION]);
    const { user } = open();
    expect(await screen.findByRole('article', { name: 'The pool was too small' })).toBeInTheDocument();
    expect(screen.getByRole('article', { name: 'The release leaks' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'The newer is right' }));
    expect(
      await screen.findByText('The newer is right: The pool was too small and The release leaks')
    ).toBeInTheDocument();
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
    const [linked] = fake.requestsTo('POST /v1/memories/:memory/link');
    expect(linked?.path).toContain(NEWER);
    expect(linked?.body).toMatchObject({ kind: 'supersedes', memory: OLDER });
    expect(linked?.headers['If-Match']).toBe('"5"');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('article', { name: 'The release leaks' })).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/memories/:memory/undo')[0]?.body).toMatchObject({ sequence: 6 });
  });

  it('keeps the check that tells two causes apart with both', async () => {
    const fake = sidecar([CONTRADICTION]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Both are right: write the check' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Keep it with both' })).toBeDisabled();
    await user.type(dialog.getByLabelText(/What to look at/), 'Are connections idle?');
    await user.type(dialog.getByLabelText(/What it means/), 'Many: it leaks');
    await user.click(dialog.getByRole('button', { name: 'Keep it with both' }));
    expect(await screen.findByText(/The check is kept with both/)).toBeInTheDocument();
    const corrected = fake.requestsTo('POST /v1/memories/:memory/correct');
    expect(corrected.map(({ path }) => path.includes(OLDER))).toEqual([true, false]);
    expect(corrected[0]?.body).toMatchObject({
      labels: { team: 'payments', 'check-question': 'Are connections idle?', 'check-means': 'Many: it leaks' },
    });
  });

  it('decides what is stale one by one, and puts aside what is not to be decided now', async () => {
    sidecar([STALE]);
    const { user } = open();
    expect(await screen.findByText('2 decisions')).toBeInTheDocument();
    expect(await screen.findByRole('article', { name: 'The release leaks' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    expect(await screen.findByText('1 decision put aside for now')).toBeInTheDocument();
    expect(await screen.findByRole('article', { name: 'The pool was too small' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retire it' }));
    expect(await screen.findByText('Retired: The pool was too small')).toBeInTheDocument();
    expect(screen.getByText('Nothing is left to decide')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show again' }));
    expect(await screen.findByRole('article', { name: 'The release leaks' })).toBeInTheDocument();
  });

  it('says that it did not happen, and leaves the decision where it was', async () => {
    sidecar([STALE]).answer('POST /v1/memories/:memory/retire', () => {
      throw new Failure(412, { code: 'IM_MEMORY_CHANGED', message: 'Somebody changed it.' });
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Retire it' }));
    expect(await screen.findByText('That did not happen')).toBeInTheDocument();
    expect(screen.getByRole('article', { name: 'The release leaks' })).toBeInTheDocument();
  });

  it('lets viewers read, and says what deciding takes', async () => {
    sidecar([CONTRADICTION], 'Viewer');
    open();
    expect(await screen.findByText('Deciding takes the role Editor.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'The newer is right' })).not.toBeInTheDocument();
  });
});
