import { screen, waitFor, within } from '@testing-library/react';
import { type ForgetProof, type MemoryAudit, type Role } from '@incident-memory/contract';
import { FakeSidecar } from '../../testing/FakeSidecar';
import { MEMORY_ID } from '../../testing/memorySamples';
import { renderApp } from '../../testing/renderApp';
import { at, capabilitiesOf, sampleOverview } from '../../testing/samples';

const AUDIT: MemoryAudit = {
  at: at(0),
  memories: 152,
  lookedAt: 100,
  tally: [{ category: 'incidents', provenance: 'confirmed', active: 140, retired: 2, stale: 3 }],
  expiring: {
    ...{ withinDays: 30, memories: 7, isMore: false },
    categories: [{ category: 'deployments', memories: 7, firstAt: '2026-12-01T09:00:00.000Z' }],
  },
  counts: {
    ...{ duplicate: 1, contradiction: 0, stale: 0, unverified: 0 },
    ...{ 're-ingested': 0, burst: 0, orphan: 0, 'instruction-like': 0 },
  },
  findings: [
    {
      kind: 'duplicate',
      memories: [MEMORY_ID],
      count: 2,
      sentence: 'Two memories tell of the same pool.',
      recommendation: 'Link the newer to the older.',
    },
  ],
};

const PROOF: ForgetProof = {
  id: 'fgt_1',
  at: at(0),
  by: { kind: 'person', name: 'ada' },
  reason: 'asked for by a customer',
  done: true,
  streams: [{ stream: MEMORY_ID, upToSequence: 4, chainDigest: 'd' }],
  places: [{ place: 'recall-index', removed: 3, sentence: 'texts and vectors' }],
  checked: null,
};

function sidecar(role: Role) {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/overview', sampleOverview())
    .answer('GET /v1/memory/audit', AUDIT)
    .answer('GET /v1/memory/proofs', { items: [PROOF], nextCursor: null })
    .answer('GET /v1/memory/proofs/:proof', {
      ...PROOF,
      checked: { at: at(1), holds: true, sentence: 'Nothing of it is found.' },
    })
    .answer('POST /v1/memory/forget/preview', { items: [{ stream: MEMORY_ID, title: 'The pool' }] })
    .answer('POST /v1/memory/forget', PROOF)
    .answer('POST /v1/memory/verify', {
      ...{ at: at(0), streams: 12, events: 340, forgottenPayloads: 1 },
      ...{ sound: false, broken: [{ stream: 'inc_1', sequence: 7 }] },
    })
    .answer('POST /v1/memory/rules/dry-run', {
      incidents: 40,
      remembered: 38,
      rules: [
        {
          name: 'blips',
          remember: false,
          count: 2,
          examples: [{ incident: 'inc_7', number: 7, title: 'A blip', startedAt: at(0) }],
        },
      ],
    })
    .install();
}

describe('Memory, quality', () => {
  it('gives counts with their interval, and how they were selected', async () => {
    const learningConfidence = {
      state: 'outcomes-measured' as const,
      outcomes: 146,
      sentence: 'Of 66 incidents that had come before, 54 were recalled.',
      coverage: { hits: 54, of: 66, low: 0.71, high: 0.89, selected: 'every incident that had come before' },
      calibration: { said: 0.7, cameTrue: 0.72, low: 0.64, high: 0.79 },
      lift: null,
    };
    sidecar('Viewer').answer('GET /v1/overview', sampleOverview({ learningConfidence }));
    renderApp('memory?tab=quality');
    const section = await screen.findByRole('region', { name: 'Learning confidence' });
    await waitFor(() =>
      expect(section).toHaveTextContent(
        '54 of 66 among the first three (95 % interval 71 % to 89 %); asked: every incident that had come before'
      )
    );
    expect(section).toHaveTextContent('on average 70 %, and it came true in 72 % (95 % interval 64 % to 79 %)');
    expect(section).not.toHaveTextContent('Better for what was learnt');
  });

  it('says how far memory can be believed, what to look at and what to do about it', async () => {
    sidecar('Viewer');
    renderApp('memory?tab=quality');
    expect(await screen.findByText('Not enough history yet')).toBeInTheDocument();
    const audit = await screen.findByRole('region', { name: 'Audit' });
    expect(audit).toHaveTextContent('the newest 100 memories of 152');
    expect(audit).toHaveTextContent('Two memories tell of the same pool.');
    expect(audit).toHaveTextContent('What to do: Link the newer to the older.');
    expect(audit).toHaveTextContent('memory 1 and 1 more');
    expect(screen.getByText(/7 memories expire for good: 7 of deployments, the first on 2026-12-01/)).toBeVisible();
    expect(screen.getByRole('row', { name: /incidents Confirmed 140 3 2/ })).toBeInTheDocument();
    expect(screen.getByText('Checking takes the role Admin.')).toBeInTheDocument();
  });

  it('finds an event that was changed', async () => {
    sidecar('Admin');
    const { user } = renderApp('memory?tab=quality');
    await user.click(await screen.findByRole('button', { name: 'Check every event' }));
    expect(await screen.findByText('Events were changed or taken out')).toBeInTheDocument();
    expect(screen.getByText(/Broken: inc_1 at 7/)).toBeInTheDocument();
  });
});

describe('Memory, rules', () => {
  it('shows what those in force decided, and tries another over the same time', async () => {
    const fake = sidecar('Viewer');
    const { user } = renderApp('memory?tab=rules&since=90d');
    expect(await screen.findByText(/Of 40 incidents in this time 38 would be remembered/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /blips Leaves out 2 INC-7 · A blip/ })).toBeInTheDocument();
    const tryIt = screen.getByRole('button', { name: 'Try it over this time' });
    expect(tryIt).toBeDisabled();
    await user.type(screen.getByLabelText(/Services/), 'batch-*, cron');
    await user.type(screen.getByLabelText(/Shorter than/), '60');
    await user.click(tryIt);
    await waitFor(() => expect(fake.requestsTo('POST /v1/memory/rules/dry-run')).toHaveLength(2));
    const [inForce, tried] = fake
      .requestsTo('POST /v1/memory/rules/dry-run')
      .map(({ body }) => body as { from: number });
    expect(inForce).not.toHaveProperty('rules');
    expect(tried).toMatchObject({
      from: inForce?.from,
      rules: [
        { remember: false, services: ['batch-*', 'cron'], words: [], shorterThanSeconds: 60, inMaintenance: false },
      ],
    });
  });
});

describe('Memory, forget', () => {
  it('shows first what would go, asks once more, and then shows the proof', async () => {
    const fake = sidecar('Admin');
    const { user } = renderApp(`memory?tab=forget&memory=${MEMORY_ID}`);
    const look = await screen.findByRole('button', { name: 'Show what would be forgotten' });
    expect(look).toBeDisabled();
    await user.type(screen.getByLabelText(/^Why/), 'asked for by a customer');
    await user.click(look);
    expect(await screen.findByText(`The pool (${MEMORY_ID})`)).toBeInTheDocument();
    const forget = screen.getByRole('button', { name: 'Forget it for good' });
    expect(forget).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /I have looked at it/ }));
    await user.click(forget);
    await waitFor(() =>
      expect(fake.requestsTo('POST /v1/memory/forget')[0]?.body).toEqual({
        memories: [MEMORY_ID],
        reason: 'asked for by a customer',
      })
    );
    expect((await screen.findAllByText(/recall index/)).length).toBeGreaterThan(0);
  });

  it('wants to be asked again after any change', async () => {
    sidecar('Admin');
    const { user } = renderApp('memory?tab=forget');
    await user.type(await screen.findByLabelText(/Everything in which these words stand/), 'canary');
    await user.type(screen.getByLabelText(/^Why/), 'a test');
    await user.click(screen.getByRole('button', { name: 'Show what would be forgotten' }));
    await screen.findByRole('button', { name: 'Forget it for good' });
    await user.type(screen.getByLabelText(/Everything in which these words stand/), '2');
    expect(screen.queryByRole('button', { name: 'Forget it for good' })).not.toBeInTheDocument();
  });

  it('checks a proof again, also for those who may not forget', async () => {
    sidecar('Viewer');
    const { user } = renderApp('memory?tab=forget');
    expect(await screen.findByText('Forgetting takes the role Admin')).toBeInTheDocument();
    const proofs = await screen.findByRole('region', { name: 'What was forgotten' });
    await user.click(await within(proofs).findByRole('button', { name: /Check again/ }));
    expect(await screen.findByText(/Nothing of it is found/)).toBeInTheDocument();
  });
});
