import { scanEveryPage } from './support/scan-every-page';

describe('accessibility in the dark theme', () => scanEveryPage('dark'));
