/*
 * Given names and surnames common in the United States, Latin America and among people whom ICE's files are about. The
 * lists leave out names that are everyday words. They catch common names, not every name: see docs/threats.md.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

export const GIVEN_NAMES = words(`
james john robert michael david richard joseph thomas charles christopher daniel matthew anthony donald steven stephen
paul andrew joshua kenneth kevin brian bryan george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
erik jonathan larry justin scott brandon benjamin samuel gregory alexander patrick jack dennis jerry tyler aaron henry
adam peter nathan walter kyle harold carl arthur roger lawrence joe albert jesse william bill jim tom steve mike dave
gerald keith philip phillip raymond terry sean zachary noah ethan jeremy billy bruce willie ralph roy louis eugene
russell randy vincent bobby johnny juan jose luis carlos jesus jorge miguel pedro manuel francisco javier alejandro
fernando ricardo eduardo roberto rafael antonio raul sergio oscar mario marco marcos cesar hector julio ramon enrique
arturo alberto pablo diego andres gerardo armando jaime ruben gustavo ernesto alfredo guillermo rodrigo ignacio
salvador adrian alfonso agustin rogelio rigoberto ramiro gilberto orlando ismael israel saul abel noe moises efrain
ezequiel esteban felipe felix santiago santos tomas vicente victor wilmer wilfredo edwin elmer kevyn josue isaias
emilio emmanuel emanuel fidel fabian leonel leonardo lorenzo margarito martin mauricio maximiliano nelson nestor
nicolas octavio osvaldo oswaldo reynaldo rolando uriel wilson yovani geovanny jhon jhonatan yeison deivi darwin maicol
carlo giovanni luigi andrei dmitri ivan sergei vladimir mikhail igor oleg aleksandr pavel krzysztof piotr
mary maria patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
kimberly emily michelle amanda melissa deborah stephanie rebecca laura cynthia amy kathleen angela anna ana rosa
carmen juana guadalupe gloria silvia sylvia teresa yolanda veronica leticia alejandra gabriela claudia adriana alicia
beatriz blanca brenda catalina cecilia consuelo cristina daniela diana dolores elena elvira esperanza estela esther
fatima fernanda graciela ines irma isabel jacqueline josefina julia karina lidia lorena lourdes lucia luz magdalena
marcela margarita maribel maricela mariana martha marta mayra mercedes miriam monica nadia natalia noemi norma nora
olga paola paula raquel reyna rocio roxana ruth sonia susana valentina vanessa victoria viviana wendy xiomara yesenia
yadira zoila dulce ingrid jazmin
mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein ibrahim abdul abdullah abdi omar yusuf khalid mustafa
mahmoud amina aisha fatuma hamza bilal tariq wei ming xin jian hong yan ling minh anh thanh tuan hung dung linh trang
huong rajesh amit sanjay vijay sunil harpreet gurpreet manpreet jaspreet baljit singh jean pierre michel jacques
emmanuela wilner kofi kwame chidi emeka oluwaseun ngozi chinedu adebayo mamadou ibrahima ousmane fatou aminata
`);

export const SURNAMES = words(`
garcia hernandez martinez lopez gonzalez gonzales rodriguez rodrigues perez sanchez ramirez torres flores rivera gomez
diaz reyes morales ortiz gutierrez cruz ramos castillo mendoza moreno vasquez vazquez romero alvarez jimenez chavez ruiz
aguilar medina guzman castro vargas munoz muñoz mendez salazar soto delgado peña pena rios alvarado sandoval contreras
valdez guerrero ortega estrada nunez núñez maldonado vega santiago espinoza espinosa silva padilla marquez cortez cortes
rojas acosta figueroa luna juarez navarro campos molina avila ayala mejia carrillo duran salas escobar velasquez velazquez
fuentes cabrera solis barrera trujillo zamora serrano miranda arias cardenas cervantes suarez robles orozco ochoa ibarra
villarreal villa villanueva bautista macias lara leon montoya calderon dominguez rosales rangel huerta pacheco melendez
meza galvan zavala tapia valencia bonilla mora murillo palacios cisneros trevino treviño esquivel quintero quintana
benitez cordova franco nava andrade lozano camacho rosario arroyo bravo cano corona gallegos guerra hidalgo lugo portillo
pineda zelaya funes amaya alfaro argueta aguirre barrios canales cardona chacon coto cuellar fajardo garay giron landaverde
lemus lainez mancia menjivar monge najera orellana pleitez quijano recinos renderos urrutia umana ventura xicara
ajanel caal chub choc coc cuc tzoc tzul xol quispe mamani huaman condori flor chavarria tejada tejeda toledo urbina
escalante saenz sepulveda zuniga zúñiga
smith johnson williams brown jones davis miller wilson anderson taylor thomas moore jackson thompson white harris clark
lewis robinson walker hall allen young wright scott green adams baker nelson hill campbell mitchell roberts carter
phillips evans turner parker collins edwards stewart morris murphy rogers morgan cooper peterson bailey reed kelly
howard cox richardson watson brooks bennett gray hughes myers foster sanders ross powell sullivan russell doe
nguyen tran pham huynh hoang vuong kim choi patel singh kaur khan ahmed hassan mohamed abdi omar hussein ali warsame
wang zhang chen liu yang huang zhao zhou xu guo lin jean pierre baptiste joseph louis francois toussaint okafor adeyemi
mensah diallo bah barry kowalski nowak ivanov petrov
`);

/** Small words inside a name. */
export const PARTICLES = words(
  'de del la las los da dos das do van von der bin ibn al el y e st san santa jr sr ii iii',
);

/** Words that end a name, or say that what follows is none. */
export const NO_NAME = words(`
was is are were be been has had have who whom whose which that this these those released arrested booked detained held
charged convicted declined denied transferred removed deported sentenced on in at from to with for by and or the a an of
as not no none unknown unk withheld redacted see same other yes na n/a dob born age aged male female date under over
after before during between without within about against into matter line only status type number no. id issued
`);

/** Words of places, offices and forms: what stands with one of them is no person. */
export const NO_PERSON = words(`
county counties parish borough city town township village state states federal district jail jails prison prisons police
sheriff sheriffs sheriff's dept department departments office offices agency agencies center centre ctr facility fac detention det
correctional corrections corr correction institution inst complex unit camp house home hall ranch school hospital medical
clinic court courts courthouse service services bureau division program programs act law bill policy order ordinance
memorandum memo agreement agreements resolution directive statute statutes settlement decision case cases v v. vs vs.
island islands beach park creek lake river valley hills springs heights falls bay fort port mount north south east west
university college church foundation union coalition project team force task national security customs enforcement
immigration removal removals detainer detainers smuggling transport transportation reception intake search screening
university holding processing annex barracks rules rights matter area region field division release releases detent juvenile juv unit
`);

/** Places that are a given name and a surname. */
export const PLACES: ReadonlySet<string> = new Set([
  'tom green',
  'cesar chavez',
  'jim wells',
  'jeff davis',
  'diego garcia',
]);
