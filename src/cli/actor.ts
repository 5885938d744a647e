import { type Command, Option } from 'commander';
import { type ActorType, actorTypes } from '../core/actor.ts';
import { givePost, merge, split } from '../decisions/actors.ts';
import { print, say } from './messages.ts';
import { dayOf, wordsOf } from './options.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

interface Reasoned extends WritingOptions {
  readonly why?: string;
}

export function actorVerb(program: Command): Command {
  const verb = withWriting(program.command('actor')).description(
    'Say who is who: actors that are one, or several, and the posts they hold.',
  );
  mergeVerb(verb);
  splitVerb(verb);
  postVerb(verb);
  return verb;
}

function mergeVerb(parent: Command): void {
  withWhy(parent.command('merge'))
    .description('Two actors are one, listed under the second.')
    .argument('<from>', 'id of an actor, as `deeds show actors` prints it')
    .argument('<into>', 'id of the actor that it is')
    .action(async (from: string, into: string, _: unknown, command: Command) => {
      const options: Reasoned = command.optsWithGlobals();
      await deciding(options, async (record, by) => {
        const { sequence } = await merge(record, from, into, { by, why: options.why });
        say(`deeds: ${from} is ${into}, says ${by} (entry ${sequence}).`);
      });
    });
}

function splitVerb(parent: Command): void {
  withWhy(parent.command('split'))
    .description('In some documents an actor is another one. Prints the id of that one.')
    .argument('<actor>', 'id of the actor')
    .requiredOption('--document <id...>', 'the documents in which it is another one')
    .requiredOption('--name <name>', 'full name of that one')
    .addOption(new Option('--type <type>', 'what that one is, where it is not of the same type').choices(actorTypes))
    .action(async (actor: string, _: unknown, command: Command) => {
      const options: Reasoned & { document: string[]; name: string; type?: ActorType } = command.optsWithGlobals();
      const { document: documents, type, why } = options;
      const name = wordsOf(options.name, '--name');
      await deciding(options, async (record, by) => {
        await print(`${await split(record, { actor, documents, name, type }, { by, why })}\n`);
      });
    });
}

function postVerb(parent: Command): void {
  withWhy(parent.command('post'))
    .description('An actor holds or held a post.')
    .argument('<actor>', 'id of the actor')
    .argument('<post>', 'the post, in words')
    .option('--of <actor>', 'id of the state or body that the post belongs to')
    .option('--from <date>', 'first day, YYYY-MM-DD')
    .option('--until <date>', 'last day, YYYY-MM-DD')
    .action(async (actor: string, post: string, _: unknown, command: Command) => {
      const options: Reasoned & { of?: string; from?: string; until?: string } = command.optsWithGlobals();
      const held = {
        actor,
        post,
        of: options.of,
        from: dayIn(options.from, '--from'),
        until: dayIn(options.until, '--until'),
      };
      await deciding(options, async (record, by) => {
        const { sequence } = await givePost(record, held, { by, why: options.why });
        say(`deeds: ${actor} was given the post ${post} by ${by} (entry ${sequence}).`);
      });
    });
}

function withWhy(command: Command): Command {
  return command.option('--why <words>', 'the reason, in a sentence');
}

function dayIn(value: string | undefined, option: string): string | undefined {
  return value === undefined ? undefined : dayOf(value, option);
}
