import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { Accounts, roleIn } from '../accounts/accounts.ts';
import { roles } from '../accounts/policy.ts';
import { openRecordForReading } from '../app.ts';
import { print, say } from './messages.ts';
import { withRecord } from './options.ts';

interface Options {
  readonly record: string;
}

/** At the machine itself everything may be done: who can write the file needs no password. */
export function accountVerb(program: Command): Command {
  const verb = program.command('account').description('Who may come in when others can reach `deeds serve --origin`.');
  withRecord(verb.command('list'))
    .description('Names, roles, and who is shut out.')
    .action((options: Options) =>
      within(options, async accounts => {
        for (const { name, role, isShutOut } of accounts.all())
          await print(`${name}\t${role}${isShutOut ? '\tshut out' : ''}\n`);
        if (accounts.all().length === 0)
          say('deeds: nobody has an account; `deeds account invite owner` makes the first invitation.');
      }),
    );
  withRecord(verb.command('invite'))
    .description('A code by which one person makes an account, within a week.')
    .argument('<role>', roles.join(', '))
    .action((role: string, options: Options) =>
      within(options, async accounts => void (await print(`${accounts.invite(roleIn(role), undefined)}\n`))),
    );
  withRecord(verb.command('role'))
    .description('Give somebody another role; their sessions and tokens end.')
    .argument('<name>', 'the account')
    .argument('<role>', roles.join(', '))
    .action((name: string, role: string, options: Options) =>
      within(options, async accounts => {
        accounts.change(name, { role: roleIn(role) }, undefined);
        say(`deeds: ${accounts.named(name).name} is ${role} now.`);
      }),
    );
  for (const [command, shutOut, about] of [
    ['shut-out', true, 'Let somebody in no more; their sessions and tokens end at once. What they decided stays.'],
    ['let-in', false, 'Let somebody in again.'],
  ] as const)
    withRecord(verb.command(command))
      .description(about)
      .argument('<name>', 'the account')
      .action((name: string, options: Options) =>
        within(options, async accounts => {
          accounts.change(name, { shutOut }, undefined);
          say(`deeds: ${accounts.named(name).name} is ${shutOut ? 'shut out' : 'let in'}.`);
        }),
      );
  withRecord(verb.command('password'))
    .description('A new password for somebody who lost theirs, from standard input; sessions and tokens end.')
    .argument('<name>', 'the account')
    .action((name: string, options: Options) =>
      within(options, async accounts => {
        await accounts.setPassword(name, (await text(process.stdin)).replace(/\r?\n$/u, ''));
        say(`deeds: ${accounts.named(name).name} signs in with the new password.`);
      }),
    );
  return verb;
}

async function within(options: Options, work: (accounts: Accounts) => Promise<void>): Promise<void> {
  // There must be a record whose accounts they are.
  await (await openRecordForReading(options.record)).close();
  const accounts = Accounts.open(options.record);
  try {
    await work(accounts);
  } finally {
    accounts.close();
  }
}
