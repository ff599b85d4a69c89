import { isDeclared, mainAssociations } from '../language/main-associations.js';
import { type Block, paragraph } from '../sections/block.js';
import type { Scope, Section, SectionInput, Unshown } from '../sections/section.js';
import { dataOnly } from './data-only.js';
import type { Document } from './document.js';

/** A section with what it says of a run. */
export interface Part {
  section: Section;
  blocks: Block[];
}

/** What no section of a document shows: tables by the files that sections name, figures by what the parts hold. */
function unshownIn({ sections }: Document, parts: readonly Part[], input: SectionInput): Unshown {
  const files = new Set([...dataOnly, ...sections.flatMap(({ shows }) => shows)]);
  const drawn = new Set(
    parts.flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === 'figure' ? [one.figure.id] : []))),
  );
  return {
    tables: input.tables.all().filter(({ table }) => !files.has(table.file)),
    figures: input.figures.filter(({ id }) => !drawn.has(id)),
  };
}

/** Says of the study’s own regressions that they are not those of the specification, or the model, that the answer is of. */
const notOfAnswer = ({ ofStudy }: Section, input: SectionInput): Block[] =>
  ofStudy && input.kind === 'specification'
    ? [
        paragraph(
          'This section is of the study’s own regression at this snapshot: FTE per 10,000 patients, without weights or covariates. It need not be the specification’s, whose estimate stands at the head of this report.',
        ),
      ]
    : ofStudy && isDeclared(mainAssociations(input))
      ? [
          paragraph(
            'This section is of provision on need alone, unadjusted. The answer at the head of this report is of the model that the study declares.',
          ),
        ]
      : [];

/** The sections of a document that a run has, in order, with their blocks. */
export function assemble(document: Document, input: SectionInput, scope: Scope): Part[] {
  const parts = document.sections
    .filter((section) => section.applies?.(input, scope) ?? true)
    .map((section) => ({
      section,
      blocks: [...notOfAnswer(section, input), ...section.blocks(input, scope)],
    }));
  const rest = unshownIn(document, parts, input);
  return parts.map(({ section, blocks }) => ({
    section,
    blocks: [...blocks, ...(section.unshown?.(rest, input) ?? [])],
  }));
}
