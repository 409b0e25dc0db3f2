// Only the host can set PluginPage, and the package does not export how.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  get PluginPage() {
    return jest.requireActual('./FakePluginPage').FakePluginPage;
  },
}));

// Choice boxes measure their text on a canvas, which jsdom does not have.
const canvas = { measureText: (text: string) => ({ width: text.length * 8 }) };
Object.assign(HTMLCanvasElement.prototype, { getContext: () => canvas });

/** Nothing is laid out in jsdom, so nothing ever changes its size. */
class StillObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}
Object.assign(globalThis, { ResizeObserver: StillObserver, IntersectionObserver: StillObserver });

export {};
