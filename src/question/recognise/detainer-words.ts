import type { Phrases } from '../phrases.ts';

/** The thing itself, who sends it and who gets it. */
export const detainer: Phrases = {
  kind: 'detainer',
  phrases: {
    detainer: `ice|immigration|federal|dhs|i-247a|i-247|i247a|civil? immigration? detainer|detainers|detainer's
      detainers|detainer|detaner|detaners
      ice|immigration|federal|ins|civil immigration? holds|hold
      ice|immigration|federal|detainer|hold requests|request
      requests|request from|by? ice
      i-247a|i-247as|i-247|i-247s|i247a|i247 form|forms|requests|request?
      people|persons|inmates|individuals|those|anyone|folks with|w detainers|detainer
      after|upon a|an|the|ice? ice? detainer
      following a|an|the ice? detainer|detainers
      a? detainer|detainers on|for|against people|them|inmates|someone|somebody|individuals
      orden|ordenes de detencion
      retencion|retenciones`,
    issued: `was|were|is|are? lodged|placed|put|filed|issued against|on them|people|someone|somebody|whom?
      hit|slapped with
      issued|issue|issues|lodged|lodge|lodges|filed|file|placed|place|sent|send|sends|made|put|submitted|requested|received|receive|receives|recorded|logged|counted`,
    active: `active|current|outstanding|open|live detainer|detainers
      active|current|outstanding|existing
      an? active|current|open|outstanding|live detainer|hold|ice? detainer?`,
  },
};

export const ice: Phrases = {
  kind: 'ice',
  phrases: {
    ice: `ice|ices|i.c.e|dhs|cbp|ero|feds|fed|migra|inmigracion
      immigration and customs enforcement
      u|us immigration and customs enforcement
      immigration and? customs? enforcement? agents|officers|authorities|officials|people?
      ice|dhs|federal agents|agent|officers|officer|officials|authorities|custody|enforcement|policy|policies
      homeland security
      federal government|authorities|agents|immigration
      la migra
      immigration|immigrations|inmigracion`,
  },
};

/** Agencies and people in general; a named agency is a place. */
export const agency: Phrases = {
  kind: 'agency',
  phrases: {
    site: `federal|state prison|prisons|jail|facility|site|sites
      prison|penitentiary
      the|a|an|at|in prison|penitentiary`,
    agency: `sheriff|sheriffs|police|cops|cop|deputies|deputy|officers|officer|jailers|jailer|wardens|warden|troopers|leo|leos|lea|leas
      sheriff's|sheriffs office|offices|department|departments|dept
      police department|departments|dept|depts
      law enforcement agency|agencies|officers?
      local|state|county|city jails|jail|authorities|police|cops|law|government|governments|officials|agency|agencies|sheriffs|sheriff|deputies|prisons|lockup|lockups|facility|facilities|enforcement?
      the? county|city|town|state
      jails|jail|prisons|lockup|lockups|jailhouse|carcel|carceles
      jail|prison staff|officials|deputies|administrators
      detention facility|facilities|center|centers|officers
      correctional? facility|facilities|center|institution
      local|locals|authorities|agencies|custody|department|departments|office|board|council|commission|commissioners|supervisors|mayor|governor|legislature|attorney|prosecutor|da|officials
      command staff|post

      command|booking|records staff|desk|unit
      our|my|the county|jail|agency|department|office
      in|at the|a|local|county? jails|jail|prisons|prison
      board of supervisors|commissioners
      county government|board|jail|jails|sheriff|sheriffs`,
  },
};

export const people: Phrases = {
  kind: 'people',
  phrases: {
    them: 'them',
    people: `a|one man|woman|guy|person|inmate|someone
      posted|posts|made|makes|paid|pays bond|bail
      people|persons|person|ppl|folks|someone|somebody|anyone|anybody|everyone|everybody|individuals|individual|inmates|inmate|prisoners|prisoner|detainees|detainee|guys|guy|men|man|woman|immigrants|arrestees|arrestee|suspects|suspect|defendants|defendant|offenders|offender|humans|gente|personas|persona|alguien|nobody
      client|clients
      my|our client|clients posted|posts|made|makes|is|was|has|has been in|at? bond|bail|jail|custody?
      a client in|at?
      those|people held|in|being custody|jail|held?`,
  },
};
