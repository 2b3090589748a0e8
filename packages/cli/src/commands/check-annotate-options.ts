import { canHold, type OutputFormat, outputFormats } from '@inspire-vla/dataset';
import { languageEventsFeature } from '../annotate/language-events.js';
import { wrongUsage } from '../terminal/wrong-usage.js';
import type { AnnotateCommandOptions } from './annotate-options.js';
import { checkCloseThreshold, checkCompanion, checkRivals } from './options.js';

/** Formats of which a file holds episodes up to a size. */
const filledFormats: readonly OutputFormat[] = ['lerobot-v3.0', 'rlds'];

/**
 * Refuses options that would do nothing beside the others.
 *
 * @throws InspireError `USAGE`.
 */
export function checkAnnotateOptions(options: AnnotateCommandOptions): void {
  const { to, dataFileSize, formulation, closeThreshold, pushTo, dryRun, report } = options;
  checkRivals(options);
  checkCompanion('--private', options.private, '--push-to', pushTo);
  checkCloseThreshold(formulation, closeThreshold);
  checkLanguageEvents(options);
  if (dryRun === true && report !== undefined)
    throw wrongUsage('--dry-run writes nothing, and so no --report', 'leave out one of the two');
  if (dataFileSize === undefined || filledFormats.includes(to)) return;
  throw wrongUsage(
    `--data-file-size does nothing for ${to}, which has its own division into files`,
    `leave it out, or choose --to ${filledFormats.join(' or ')}`,
  );
}

function checkLanguageEvents({ to, languageEvents }: AnnotateCommandOptions): void {
  if (languageEvents === undefined || canHold(to, languageEventsFeature)) return;
  const formats = outputFormats.filter((format) => canHold(format, languageEventsFeature));
  throw wrongUsage(
    `${to} has no place for --language-events`,
    `leave it out, or choose --to ${formats.join(' or ')}`,
  );
}
