import type { Unit } from '../units.js';

/** What a variable is about. Two of one construct measure the same thing, so neither is held equal beside the other. */
export const constructs = ['deprivation', 'age', 'ethnicity', 'rurality', 'morbidity', 'support'] as const;
export type Construct = (typeof constructs)[number];

/** What every variable says of itself, official or local. */
export interface Described {
  readonly id: string;
  /** For headings: "Long-term condition". */
  readonly label: string;
  /** One clause that completes "the ...". */
  readonly description: string;
  /** May stand for need in a study. */
  readonly need: boolean;
  /** What its numbers are; a share of 0 to 1 where left out. */
  readonly unit?: Unit;
  readonly construct?: Construct;
  /** The variable of which this is a later edition from another file. */
  readonly editionOf?: string;
}

/** The part of a study on which the year of a survey's variables hangs. */
export interface SurveyChoice {
  readonly survey: number;
}

/** The study's survey, as a variable's year. */
export const ofSurvey = ({ survey }: SurveyChoice): number => survey;

/** What an official variable says of itself. */
interface OfficialBase<Id extends string> extends Described {
  readonly id: Id;
  readonly construct: Construct;
  /** Of what it measures: fixed, the study's survey, or each snapshot's own. */
  readonly year: number | 'of each snapshot' | typeof ofSurvey;
  /** Whether people were asked, it was counted, or an equation predicts it from other variables. */
  readonly measured: 'asked' | 'counted' | 'predicted';
  /** The variables that it is computed from. */
  readonly derivedFrom?: readonly string[];
  /** It, or with others of its construct, is what is taken where a regression holds the construct equal. */
  readonly control?: true;
  /** The group that it is set against in a regression: "White ethnicity". */
  readonly base?: string;
}

/** An official variable that describes a PCN's patients and may not stand for need. */
export interface OfficialCharacteristic<Id extends string = string> extends OfficialBase<Id> {
  readonly need: false;
}

/** What is said of a need. */
export interface NeedWords {
  /** In a sentence: "predicted lack of support". */
  readonly name: string;
  /** After a difference: "10 percentage points" and "more predicted lack of support". */
  readonly more: string;
  /** How it comes about, for the methods. */
  readonly method: string;
  /** What a reader must bear in mind beside a result, in a sentence. */
  readonly caution: (study: SurveyChoice) => string;
  /** What its results do not show, among the limits of a report; null where the general ones say it. */
  readonly limit: ((study: SurveyChoice) => string) | null;
}

/** An official variable that may stand for need. */
export interface OfficialNeed<Id extends string = string> extends OfficialBase<Id>, NeedWords {
  readonly need: true;
}

export type OfficialVariable<Id extends string = string> = OfficialCharacteristic<Id> | OfficialNeed<Id>;
