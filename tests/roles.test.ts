import { APP, Stage, type Visit } from './support/host';
import { breakService, openIncidents, seeIncident } from './support/incidents';

describe('who may see and do what', () => {
  let stage: Stage;
  let number: number;
  beforeAll(async () => {
    stage = await Stage.open();
    const editor = await stage.visit({ role: 'Editor' });
    await editor.goto(`${APP}/overview`);
    await breakService(editor, 'auth');
    await seeIncident(editor, 'auth');
    number = (await openIncidents(editor, 'auth'))[0]?.number ?? 0;
    await editor.leave();
  });
  afterAll(() => stage.close());

  const buttons = (visit: Visit) =>
    visit.page.getByRole('button', {
      name: /^(Acknowledge|Mitigating|Get help|Can wait|Note|Confirm it is over|Dismiss)$/,
    });

  it('lets an Editor act on an incident', async () => {
    const editor = await stage.visit({ role: 'Editor' });
    await editor.goto(`${APP}/incidents/${number}`);
    await editor.page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    expect(await buttons(editor).count()).toBe(7);
    await editor.leave();
  });

  it('shows a Viewer the incident without a button', async () => {
    const viewer = await stage.visit({ role: 'Viewer' });
    await viewer.goto(`${APP}/incidents/${number}`);
    await viewer.page
      .getByText(/SigningKeyExpired|signing key/)
      .first()
      .waitFor();
    expect(await buttons(viewer).count()).toBe(0);
    await viewer.goto(`${APP}/overview`);
    await seeIncident(viewer, 'auth');
    expect(await viewer.page.getByRole('button', { name: 'Break a service' }).count()).toBe(0);
    await viewer.leave();
  });

  it('shows settings to an Admin and to nobody else', async () => {
    const admin = await stage.visit({ role: 'Admin' });
    await admin.goto(`${APP}/settings`);
    await admin.page.getByRole('button', { name: 'Test the store' }).click();
    await admin.page.getByText(/It works \(\d+ ms\)/).waitFor();
    const configured = admin.page.getByRole('region', { name: 'What is configured' });
    await configured.getByText('demo.enabled').waitFor();
    await admin.leave();

    const viewer = await stage.visit({ role: 'Viewer' });
    await viewer.goto(`${APP}/settings`);
    await viewer.page
      .getByText(/Access denied|You do not have permission|Settings are shown to admins/)
      .first()
      .waitFor();
    expect(await viewer.page.getByRole('button', { name: 'Test the store' }).count()).toBe(0);
    await viewer.leave();
  });

  it('shows another organisation nothing of it', async () => {
    const stranger = await stage.visit({ role: 'Admin', organisation: 'second' });
    await stranger.goto(`${APP}/overview`);
    await stranger.page.getByRole('region', { name: 'Can I trust the quiet?' }).waitFor();
    expect(await openIncidents(stranger)).toEqual([]);
    expect(await stranger.page.getByText(/INC-\d+/).count()).toBe(0);
    await stranger.goto(`${APP}/incidents/${number}`);
    await stranger.page.getByText(`There is no INC-${number} that you may see`).waitFor();
    await stranger.leave();
  });
});
