/** Shows a page in the browser of whoever sits at this machine, where there is one; nothing depends on it. */
import { spawn } from 'node:child_process';

/** Is somebody at a terminal, who can look and can end it? */
export const isSomebodyThere = (): boolean =>
  process.stdout.isTTY && process.stdin.isTTY && process.env['CI'] === undefined;

/** Opens the address, and says nothing where that does not work: it was printed. */
export function openInBrowser(address: string): void {
  const [command, ...args] = opener(address);
  if (command === undefined) return;
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

function opener(address: string): string[] {
  if (process.platform === 'darwin') return ['open', address];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '', address.replaceAll('&', '^&')];
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return DISPLAY === undefined && WAYLAND_DISPLAY === undefined ? [] : ['xdg-open', address];
}
