/** The models of 287(g) agreements. TF-2012 is the task force model that ended in 2012. */
export type ModelCode = 'JEM' | 'WSO' | 'TFM' | 'TF-2012' | 'unknown' | 'other';

const NAMES: Record<ModelCode, string> = {
  JEM: 'Jail Enforcement Model',
  WSO: 'Warrant Service Officer',
  TFM: 'Task Force Model',
  'TF-2012': 'task force until 2012',
  unknown: 'model not known',
  other: 'another model',
};

/** The model that a cell or a typed word names: 'Task Force Model', 'jail', 'WSO'. */
export function modelOf(words: string): ModelCode {
  const text = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  if (text === '' || text === 'unknown') return 'unknown';
  if (/^tf 2012$/.test(text) || /until 2012/.test(text)) return 'TF-2012';
  if (/^jem\b|jail/.test(text)) return 'JEM';
  if (/^wso\b|warrant/.test(text)) return 'WSO';
  if (/^tfm?\b|task ?force/.test(text)) return 'TFM';
  return 'other';
}

/** ICE's words for a model; a model that the desk does not know is named as the sheet names it. */
export const modelName = ({ model_code, model }: { model_code: ModelCode; model: string }): string =>
  model_code === 'other' ? model : NAMES[model_code];

/** Agreements of one agency differ by model: those that the desk does not know by their words. */
export const modelKey = ({ model_code, model }: { model_code: ModelCode; model: string }): string =>
  model_code === 'other' ? model.toLowerCase() : model_code;
