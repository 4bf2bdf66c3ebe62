// The CDK app. The CDK's command line runs this file (cdk.json); by hand it writes cdk.out: node infra/app.ts. The local
// stack calls synthesize() and runs the template that it gets.
import { readFileSync } from 'node:fs';
import { App, DefaultStackSynthesizer, type IStackSynthesizer, Validations } from 'aws-cdk-lib';
import { VALIDATE_AGAINST_DEFAULT_RULES } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { bundleFunctions } from './bundle.ts';
import { bundleConsole } from './bundle-console.ts';
import { readNag, readSettings } from './config.ts';
import { InvalidSettings } from './context-reader.ts';
import { isMain } from './is-main.ts';
import { DispatchStack } from './stacks/dispatch-stack.ts';

export interface SynthesizeOptions {
  /** Folder for the cloud assembly; what CDK_OUTDIR says, else cdk.out, if left out. */
  readonly outdir?: string;
  /** Run the rule packs and the library's own check of the template: some seconds. Default: what the context says, else true. */
  readonly nag?: boolean;
  /** Bundle the functions first. Default: true. */
  readonly bundle?: boolean;
  /** Settings by name, as with -c on the command line. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface Assembly {
  /** The cloud assembly: templates, asset manifests, copies of the assets. */
  readonly directory: string;
  readonly stackName: string;
  /** The template's file name in the directory. */
  readonly templateFile: string;
}

/** Bundles functions and console and writes the cloud assembly of one stage. Throws when a setting is wrong or a rule is broken. */
export async function synthesize(options: SynthesizeOptions = {}): Promise<Assembly> {
  if (options.bundle !== false) await Promise.all([bundleFunctions(), bundleConsole()]);
  const { app, stack } = buildApp(options);
  return { directory: app.synth().directory, stackName: stack.stackName, templateFile: stack.templateFile };
}

/** The app with its stack, not yet synthesized; the bundles must be there. */
export function buildApp(options: SynthesizeOptions = {}): { app: App; stack: DispatchStack } {
  const app = new App({
    ...(options.outdir !== undefined && { outdir: options.outdir }),
    // The command line passes cdk.json's context in the environment; by hand it has to be read here.
    context: { ...cdkJsonContext(), ...options.context },
    // Both need resources or intrinsics that only AWS itself understands, and tell us nothing.
    analyticsReporting: false,
    treeMetadata: false,
  });
  const context = (key: string): unknown => app.node.tryGetContext(key);
  const settings = readSettings(context);
  const nag = options.nag ?? readNag(context);
  // The library's own check of the template takes several times as long as the rest of the synthesis.
  if (!nag) app.node.setContext(VALIDATE_AGAINST_DEFAULT_RULES, false);
  const stack = new DispatchStack(app, `rebatch-${settings.stage}`, {
    settings,
    description: 'rebatch: re-plans the deliveries of each zone as orders and couriers come and go.',
    tags: { 'rebatch:stage': settings.stage },
    terminationProtection: settings.removal === 'retain',
    // The rule is a parameter of a type that only AWS itself resolves; the command line checks the bootstrap anyway.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
  });
  if (nag) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { app, stack };
}

function cdkJsonContext(): Record<string, unknown> {
  const file: unknown = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  return (file as { readonly context: Record<string, unknown> }).context;
}

if (isMain(import.meta.url)) await main();

async function main(): Promise<void> {
  try {
    await synthesize();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
