import type { TestRunnerPlugin } from '@web/test-runner';

/** The circumstances that a test in the browser asks for. */
interface Circumstances {
  dark: boolean;
  forced: boolean;
  reducedMotion: boolean;
  width: number;
  height: number;
}

/** The parts used of the page that the test runner's launcher (Puppeteer) drives. */
interface DevToolsSession {
  send(method: string, parameters: object): Promise<unknown>;
}
interface Page {
  createCDPSession(): Promise<DevToolsSession>;
  viewport(): { width: number; height: number } | null;
  setViewport(viewport: { width: number; height: number }): Promise<void>;
}

const sessions = new WeakMap<Page, Promise<DevToolsSession>>();

/**
 * The command `set-circumstances` for tests in the browser: media features and viewport in one round trip. The test
 * runner's own `emulate-media` leaves forced colours out without a word.
 */
export function circumstancesPlugin(): TestRunnerPlugin<Circumstances> {
  return {
    name: 'circumstances',
    async executeCommand({ command, payload, session }) {
      if (command !== 'set-circumstances' || !payload) return undefined;
      const page = (session.browser as unknown as { getPage(id: string): Page }).getPage(session.id);
      let devtools = sessions.get(page);
      if (!devtools) {
        devtools = page.createCDPSession();
        sessions.set(page, devtools);
      }
      const { dark, forced, reducedMotion, width, height } = payload;
      await (await devtools).send('Emulation.setEmulatedMedia', {
        features: [
          { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
          { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
          { name: 'forced-colors', value: forced ? 'active' : 'none' },
        ],
      });
      const viewport = page.viewport();
      if (viewport?.width !== width || viewport.height !== height) await page.setViewport({ width, height });
      return true;
    },
  };
}
