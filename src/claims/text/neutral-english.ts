/** English words in their plain form that change no fact, whatever they stand beside: for `word-class.ts`. */
export const NEUTRAL_ENGLISH: string = `
a able about above accept access accessible accord according accordingly account achieve acknowledgement
acknowledgment across act active actively actual actually add additionally address addresses adjust advance
advertise advice affect afford afternoon agree ahead aim allow along already also although am amid among amount an
analyse analysis analyze and announce announcement answer anybody anyone anything anyway anywhere api app apparent
appear append appendix application appropriate approve april are area argue arise around arrange arrive art as
aspect assign assignment assist associate associated at attach attempt attempts attend attention attentive august
author automatic automatically available await aware away back base based basic basically basis be bear beat
beautiful became because become been began begin beginning behalf behave behavior behaviour behind being belief
belong belonging below beneath benefit beside between beyond bind bit bits board body book borrow bottom bound box
brain branch break bridge brief briefly bright bring broad broadcast brought browse browser budget bug build built
but button buy by bye byte bytes cable calculate call called calm came can capable capture captured card care
career careful carefully carried carry carrying case catch category cause center centre certain challenge chance
change channel chapter character characters chart chat check chiefly choice choose chose chosen citation class
classic classical classmate clean cleanly clear clearly click client clients climb clock close closed closely
closer closing cloud club code coffee colleague collect collection college color colour column combine come comes
comfortable coming command commence comment commit common communicate communication community company compare
compile complete complex component compose comprise compute computer concept concern concerning conclude conclusion
condition conduct conference configure confirm confirmation confuse connect connection connections consequence
consequently consider consist console constant construct consult contact contain container containing content
contents context continue continuously contribute control convenient conversation convert convince cook copy core
corner correct correctly correspond corresponding cost count counted counting country course cover craft create
credit criterion cross culture curious current currently custom customer daily damage dark data datagram date day
deal debug december decide decimal deep default define degree delay deliver demand demonstrate denote depart
department depend depict deploy describe description design desk desktop despite destination detail details detect
determine develop developer device diagram dialog dialogue diary dictionary did difficult digit digital direct
directly directory disconnect discover discuss discussion disk display do docker document does doing domain done
down download draft draw drive due dump duration during duty e.g ease easily easy echo edit editor education effect
effective effort electronic element email embed emerge emphasise employ enable encounter encourage end engineer
enjoy enormous enough ensure ensures enter entire entries entry environment equip error especially essay essential
establish establishment estimate etc ethernet evaluate evening event eventually everyone everything evidence
evident evidently exact exactly exam examine example excellent exchange execute exercise exhibit exist expand
expect experience experiment expert explain explanation explicitly explore export expose express extend extent
extra eye face facility fact factor facts faculty fairly familiar fan farewell fast feature february feedback feel
field figure file fill film filter final finally find fine finger finish fit fix flag flags flow folder follow font
food footnote for force forget form formal format formula forth forum forward found foundation frame frames
framework free freely fresh friday friend from front full fun function fundamental furthermore gain game gap gather
gave general generate generic gentle genuine get gets getting give given glance global go goal goes going gone good
google got gotten government gracefully grade gradually graph grateful gratuitous great greet greeting greetings
grey ground group grow guest guide habit had hall hand handle handout handshake handy happen happy hard hardware
has have having he header headline health hear heart heavy held hello help hence her here hereby hers hidden
highlight him hint his history hobby hold hope host hour hours house how however html huge human i i.e icon idea
ideal identify identity idle illustrate image imagine immediate immediately impact implement imply import important
impress improve in include including increase indeed index indicate info inform information initiate input insert
inside insight inspect inspire install instance instantly instruct instructor instrument integrate intend interest
interesting interface internet interpret interpretation interval into introduce investigate invite involve involved
ip is isn issue it item its itself january java javascript job join journal json judge july june justify kali keep
kept kernel key keyboard kill kind know known lab label labeled labelled laboratory lamport laptop lasting launch
lay layer lead learn leave lecture lecturer led left length lesson let lets letter letters library lie light like
likewise limit line lines link linux list listen listening load location log logic logo long look loop luck mac
machine macos made magic mail main mainly maintain major make manage manner manual manually map march mark marked
match material matter may me mean meaning means meet member memory mention menu merge message messages metadata
method microsecond microseconds middle millisecond milliseconds mind mine minor minute minutes mobile mode modern
modify module moment monday monitor mood moreover morning mouse move my myself name named namely native natural
nature navigate near nearby neat necessary need neighbour network nevertheless new nice nicely node noise
nonetheless noon normal normally notably note notebook notice novel november now nowadays nr number numbered
numbers object observation observe obtain obvious obviously occasion occupied occur october of off offer offline
often ok okay on online onto open opening openly operate opinion opportunity opposite option order ordinary
organise origin original otherwise our ours ourselves out outcome outline output outside over overall overview own
owned package packet packets page panel paper paragraph params parse part particular particularly parties party
pass passive passively patience pause payload pcap people per perfect perform period permission permit person
personal phase phone photo phrase pick picture piece pieces pipe place plain plainly plan platform play pleasant
please plot plotted plug plugin plus point policy politely pool popular port portion ports position positive
possible post power practical practice practicum precisely prefer prefix prepare prerequisite presence present
press pretty primarily primary principle print private probe problem proceed process produce program prompt
promptly proof proper properly property propose protect protocol proud prove provide provider public publish
purpose push put python quality query question quick quickly quiet quietly quite raise ran random range rapidly
rare rate reach reachable reaction read reader readily ready real realise really reason receive received recognise
recognize recommend record recording recover reduce refer reflect refresh regard regarding region register regular
relate related relevant reliable remain remark remember remind remove rename render repair replace replies reply
report repository represent reproduce reqresp request requests require research reserve resolve resource respective
respond response responses responsibility responsible restart restore result results retrieve return reuse reveal
review revise rich right role roles room root rough round route router routine row rows rpc rule run s safe sample
satisfy save saved say scale scan scenario schedule scheme school science scope score screen screenshot script
scroll search seat second seconds section secure see seen segment segments select semester send sending sense
sensible sent sentence september sequence series serious serve server servers service session set setting setup
several shall shape share she sheet shell shift shop short shortly show showing shown shut side sides signify
silently simple simply simulate since sit situation size skill sleep slide slight slow slowly small smart smoothly
snippet so social socket soft software solution solve somebody someone something somewhat soon sort sound source
space span speak special specific specifically specify speed split spoke spoken spot spread stable staff stage
stand standard start state statistics status stay steadily step still stood stop storage store stored story
straight strange strategy stream strength string structure struggle student students study style subject submit
subnet succeed success successfully such suggest suit suitable sum summarise summarize summary supervisor supply
support surface surprise surround switch symbol synchronisation synchronise synchronization synchronize syntax
system tab table tail take taken taking talk talkative task tasks taste tcp tcpdump teach teacher team teardown
technical technique technology tell temp temperature template term terminal terminate termination test text
textbook thank thanks that the their theirs them theme themselves there thereby therefore therein thereof these
thesis they thing things think this thorough those though thought thread through throughout thursday thus tick tidy
time times tip title to today together too took tool top topic total touch tour toward towards trace track trade
traffic train transfer transform translate transmission transmit transparent transport travel treat tree trick
tried tries trigger trip true truly try tshark tuesday turn tutor tutorial type typed typical ubuntu ultimately
under underlying underneath understand understanding unicast unit university unix unusual up upcall update upgrade
upload upon upper urgent us usage use useful user username using usual utf utilise utility utilize valid valuable
value variety various vary vendor verbose verify version very via video view virtual visible visibly visit visual
viz voice volume vote voting wait wall want warm warn was watch way we web website wednesday week weekend well went
were what whatever whatsoever whenever where whereas whereby wherein which whichever while whilst who whole whom
whose width wifi will willing window windows wireless wireshark wise wish with within wonder word words work world
worth write writer written x xml yes yet yield you your yours yourself youtube zoom
`;
