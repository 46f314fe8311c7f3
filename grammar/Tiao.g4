/// The grammar of Tiao over token types. Spellings are not here: they are rows of keywords.csv, and names are found by the
/// segmenter, so one grammar serves every surface. The Chinese and English word orders are alternatives of the same rule.
///
/// Two laws keep it unambiguous, and a test holds it to them by exact detection: a phrase never begins with a name, and a
/// comparison never begins with a literal. The separators of a list of conditions are not ranked here: the list is flat, and
/// the builder resolves it by rule.
parser grammar Tiao;

tokens {
  // words of the segmenter
  NAME, KIND, UNIT, CLAUSENAME, MEMBER, NAMEHEAD, NAMETAIL, NEWNAME, RAW, QUOTED, UNKNOWN,
  MONEY, PERCENT, COUNT, YEARS, MONTHS, NUMBER, DATE, CALYEAR, CALMONTH, ITEMNO, BULLET,
  // punctuation
  COMMA, DUN, STOP, SEMI, COLON, LP, RP, SLASH, PLUS, MINUS, TIMES, OVER, EQUALS,
  // declarations
  POLICY, DOCUMENT, INFORCE, IMPORT, SUBJECT, ITEM, MATTER, MANY, REQUIRE, BACKGROUND, ROLE, UNITDECL, ALSO, DEFINE, PARAMETER, CLAUSE, CONVENTIONS, TEST, ASSERT,
  TYPETRUTH, TYPEMONEY, TYPENUMBER, TYPERATE, TYPECOUNT, TYPEDATE, TYPEONEOF, TYPETEXT, BYCLAUSE, GROUPING, JUDGED, JUDGEEND,
  CONVENTION, READING, EXPECT, AWARDED, ELSENO, YES, NO, STATUS, REASON,
  GIVEN, WHENGIVEN, NOTTOGETHER, TOGETHER, EVERYAWARD,
  // sentences
  FOR, THOSE, DE, THAT, FROM, QI, ENCOURAGE, PURPOSE, HEREINAFTER, MEETS, ANYOF, ALLOF, APPLICANT,
  MUST, ALLCLAUSES, THISPOLICY, TAKESEFFECT, VALIDTO, LEDBY, LEADS, QUOTING,
  AND, OR, NOT, IN, IS, ABOVE, BELOW, INCLUSIVE, EXCLUSIVE, ATLEAST, ATMOST, MORE, LESS, UPTO, BETWEEN,
  LONGEST, TOTAL, BY, REGARD, GIVE, AGAIN, ONCE, NOUN, AS, TO, EACHYEAR, EACHMONTH, EACH, EACHONE, FULL,
  EACHFULLYEAR, EACHFULL, CONSECUTIVE, INEACHOF, CONSECUTIVEYEARS, RESPECTIVELY, SUMOVER, SUMEND, COUNTEND, COUNTOVER,
  YEARSAFTER, MONTHSAFTER, YEARSSINCE, MONTHSSINCE, ROUNDTO, STANDARD, SAMEPROPORTION, ROUNDED, YUANUNIT,
  RECENT, AVERAGEGROWTH, GROWS, OF, DURING, PREVIOUS, PREVIOUSLY, INCREASE, INCREASEOF, PART, PARTOF,
  LARGER, LARGEROF, SMALLER, SMALLEROF, IF, THEN, ELSE,
  // scales and tables
  SCALE, MARGINAL, TABLE, APPLIED, OTHERWISE, ANY, ROW, BAR, RULE,
  // the official text
  NOTRULE, GROUND, TRANSLATION,
  // choices between awards
  CHOOSEONE, NOREPEAT, SAMEMATTER, SAME, SAMEYEAR, ONEAWARD, AMONG, HIGHEST, CHOOSER, ELECTS, EQUALAMOUNTS, INORDER,
  EXCEPTED, EXCEPTING, EXCEPTCASE, OTHERPOLICIES, OVERLAP, PRINCIPLE,
  // the money after the award
  STAGE, FUND, ARROW,
  GROUPDECL, FUNDDECL, STAGEDECL, SPLIT, PROCEDURE, PAYMENT, RECOVERY,
  BYROLE, FUNDS, FUNDSOF, EVERY, JOINTLY, AMONGTHEM, OTHERS, BEARS, BEAREACH, APIECE,
  FOLLOWS, BASICPROCEDURE, ORGANISE, AFTERWARDS,
  INSTALMENTS, BYPERFORMANCE, NTH, REST, AFTERFIRST, CASES, STOPPAY,
  EARMARKED, VERIFIED, LAWFULLY, RECOVERALL, BYRULES, BARRED, APPLYAGAIN, QUALIFICATION,
  // layers
  AMEND, NEWCLAUSE, ENDCLAUSE, PERMIT, UNDER, APPLIES, POLICYNAME, EVERYCLAUSE, ADD, REMOVE, BECOMES,
  NAMEDPART, PARTCONDITION, PARTDATES, PARTPAYEE, PARTEND, EVERYTHING, NEWCLAUSES,
  // exceptions, overrides, times of conditions
  EXCEPT, OUTSIDE, OVERRIDES, INSIDE, WITHIN
}

/// One statement: from a line that begins with the word of a declaration to the next such line.
statement : declaration EOF ;

declaration
  : POLICY NEWNAME (COMMA UNDER POLICYNAME)? (COMMA APPLIES MEMBER ((DUN | COMMA | AND | OR) MEMBER)*)? # policyName
  | DOCUMENT RAW                                               # documentNumber
  | INFORCE COLON takingEffect (COMMA VALIDTO DATE)? (COMMA LEDBY KIND LEADS?)? STOP # inForceSentence
  | INFORCE DATE QI? (TO DATE)? (COMMA quoting)?               # inForce
  | IMPORT RAW                                                 # importing
  | SUBJECT NEWNAME COLON member*                              # subjectDeclaration
  | ITEM NEWNAME COLON owner (COMMA MANY)? member*             # itemDeclaration
  | MATTER NEWNAME                                             # matterDeclaration
  | ROLE NEWNAME (COLON also*)?                                # roleDeclaration
  | UNITDECL NEWNAME                                           # unitDeclaration
  | DEFINE NEWNAME EQUALS value STOP                           # definition
  | DEFINE NEWNAME COLON condition STOP                        # definitionTruth
  | PARAMETER NEWNAME EQUALS dated (COMMA dated)* STOP         # parameterDeclaration
  | CLAUSE NEWNAME COLON quoting? sentence+                    # clauseDeclaration
  | REQUIRE NEWNAME? COLON applicants COLON? numbered          # requirement
  | CONVENTIONS COLON convention+                              # conventionList
  | BACKGROUND COLON given+                                    # backgroundDeclaration
  | TEST NEWNAME COLON given* expectation+                     # testDeclaration
  | ASSERT COLON (IF condition COMMA? THEN)? claim STOP        # assertion
  | SCALE NEWNAME BY value COLON step* otherwise?              # scaleDeclaration
  | MARGINAL NEWNAME BY value COLON part* otherwise?           # marginalDeclaration
  | TABLE NEWNAME COLON heading RULE row* otherwise?           # tableDeclaration
  | NOTRULE LP GROUND RP QUOTED STOP                           # notRule
  | TRANSLATION RAW                                            # translation
  | CHOOSEONE COLON oneOf COMMA preference (SEMI excepted)? (SEMI ranked)? STOP # chooseOne
  | NOREPEAT COLON clauses COMMA preference (SEMI ranked)? STOP # noRepeat
  | NOREPEAT COLON overlap (SEMI exceptCase)? (SEMI ranked)? STOP # noRepeatAnywhere
  | SAMEMATTER COLON clauses STOP                              # sameMatter
  | GROUPDECL NEWNAME COLON MEMBER ((DUN | COMMA | AND) MEMBER)* STOP # groupDeclaration
  | FUNDDECL NEWNAME (COLON also*)?                            # fundDeclaration
  | STAGEDECL NEWNAME (COMMA BYROLE KIND)? STOP?               # stageDeclaration
  | SPLIT article? COLON jointly? splitting                    # splitDeclaration
  | PROCEDURE NEWNAME? article? COLON procedure STOP           # procedureDeclaration
  | PAYMENT article? COLON payment (between stopping)? STOP    # paymentDeclaration
  | RECOVERY article? COLON recovering+                        # recoveryDeclaration
  | AMEND (CLAUSENAME | EVERYCLAUSE) COLON amendment (SEMI amendment)* STOP # amending
  | AMEND NAME COLON BECOMES value STOP                        # amendingParameter
  | NEWCLAUSE NEWNAME COLON quoting? sentence+                 # newClause
  | ENDCLAUSE CLAUSENAME ((DUN | COMMA | AND) CLAUSENAME)* (COMMA? FROM DATE QI?)? STOP # ending
  | PERMIT COLON permitted (SEMI permitted)* STOP              # permission
  ;

// ------------------------------------------------------------------------------------------------------- declarations

takingEffect : THISPOLICY (FROM DATE QI | TAKESEFFECT DATE) ;
applicants
  : (APPLICANT DE KIND | KIND APPLICANT) MUST (AND? MEETS)? (ANYOF | ALLOF)
  | ALLCLAUSES
  ;
owner : KIND DE | OF KIND ;
member
  : BULLET ALSO NEWNAME                                        # aliasMember
  | BULLET NEWNAME COLON type (COMMA facet)*                   # factMember
  ;
type
  : TYPETRUTH | TYPEMONEY (SLASH UNIT)? | TYPENUMBER | TYPERATE | TYPEDATE | TYPETEXT
  | TYPECOUNT LP NEWNAME RP
  | TYPEONEOF LP NEWNAME ((DUN | COMMA | SEMI) NEWNAME)* RP
  ;
facet
  : EACHYEAR | EACHMONTH | BYCLAUSE | GROUPING
  | signedValue TO signedValue
  | JUDGED KIND JUDGEEND?
  ;
signedValue : MINUS? literal | DATE ;
dated : value (LP FROM? DATE QI? RP)? ;

convention : BULLET CONVENTION BY? READING KIND? (LP clauses RP)? STOP? ;

quoting : QUOTING QUOTED STOP ;

given : KIND (COLON givenFacts | QUOTED (CALYEAR (DUN CALYEAR)*)? (COLON givenFacts)?) STOP ;
givenFacts : givenFact ((COMMA | SEMI) givenFact)* ;
givenFact
  : AWARDED CLAUSENAME series                                  # givenAward
  | ELSENO                                                     # givenElseNo
  | NOT? NAME                                                  # givenFlag
  | NAME series                                                # givenSeries
  | NAME IS? datum                                             # givenDatum
  ;
series : yearly ((DUN | COMMA) yearly)* ;
yearly : (CALYEAR | CALMONTH) COLON? datum ;
datum : signedValue | MEMBER | YES | NO | CLAUSENAME ;
expectation : EXPECT CLAUSENAME COLON expected ((DUN | COMMA) expected)* STOP ;
expected : (CALYEAR | CALMONTH) COLON? (literal (TO literal)?)? annotations? ;
annotations : LP annotation ((COMMA | DUN) annotation)* RP ;
annotation : STATUS | REASON | KIND MONEY ;

/// What an assertion says of clauses.
claim
  : (clauses TOGETHER? | EVERYAWARD TOGETHER) WHENGIVEN? (EACHYEAR | TOTAL)? IS? bound value inclusion? # claimAmount
  | clauses IS? NOT? GIVEN                                     # claimGiven
  | NOT? GIVEN clauses                                         # claimGivenBefore
  | clauses IS? NOTTOGETHER                                    # claimApart
  ;

// -------------------------------------------------------------------------------------------------- scales and tables

step : BULLET range COLON value (STOP | SEMI)? ;
part : BULLET PART? range (DE? PART)? COLON value (STOP | SEMI)? ;
otherwise : BULLET (OTHERWISE | ELSE) COLON value STOP? ;

/// Values of the key: 1000万元以上不满3000万元, 超过36000元至144000元, or one alone.
range
  : from                                                       # rangeFrom
  | upTo                                                       # rangeUpTo
  | from (COMMA | AND)? upTo                                   # rangeBetween
  | (MORE | ATLEAST)? value inclusion? TO value BELOW? inclusion? # rangeTo
  | value                                                      # rangeOne
  ;
from : (MORE | ATLEAST) value inclusion? | value ABOVE inclusion? ;
upTo : (LESS | ATMOST) value inclusion? | value BELOW inclusion? ;

heading : ROW value (BAR value)* BAR NEWNAME BAR? ;
row : ROW cell (BAR cell)* ;
/// An empty one means any, save behind the last bar, where it is none.
cell : (ANY | YES | NO | MEMBER orMember* | range)? ;
// ------------------------------------------------------------------------------------------------- choices between awards

clauses : CLAUSENAME ((DUN | COMMA | COMMA? AND) CLAUSENAME)* ;
oneOf
  : SAME KIND SAMEYEAR ONEAWARD                                # oneOfAll
  | ONEAWARD SAME KIND SAMEYEAR                                # oneOfAllAfter
  | clauses SAMEYEAR ONEAWARD                                  # oneOfSome
  | ONEAWARD SAMEYEAR AMONG clauses                            # oneOfSomeAfter
  ;
preference : HIGHEST | CHOOSER KIND ELECTS ;
excepted : clauses EXCEPTED | EXCEPTING clauses ;
ranked : EQUALAMOUNTS COMMA? INORDER COLON clauses ;
overlap : THAT? THISPOLICY AND OTHERPOLICIES OVERLAP COMMA PRINCIPLE ;
exceptCase : condition DE EXCEPTED | EXCEPTCASE condition ;

// -------------------------------------------------------------------------------------------------------------- layers

amendment
  : PARTCONDITION (ADD | REMOVE) condition                     # amendCondition
  | PARTDATES BECOMES FROM DATE QI? (TO DATE)?                 # amendDates
  | PARTPAYEE BECOMES KIND                                     # amendPayee
  | NAMEDPART BECOMES value                                    # amendPart
  | ADD NAMEDPART value                                        # addPart
  | REMOVE NAMEDPART                                           # removePart
  ;
permitted : NEWCLAUSES | CLAUSENAME openPart ((DUN | COMMA | AND) openPart)* ;
openPart : NAMEDPART | PARTCONDITION | PARTDATES | PARTPAYEE | PARTEND | EVERYTHING ;

// ----------------------------------------------------------------------------------------------------------- sentences

sentence
  : (begun COMMA)? aim phrases (COMMA aim phrases)* (STOP | SEMI) numbered?
  | phrases (STOP | SEMI)
  | listing COLON numbered phrases (STOP | SEMI)
  ;
/// Where a target's own words show where it ends, for 的 stands last, the comma after it may be left out. One choice for
/// all of them: each has to look ahead as far as its conditions go.
aim
  : FOR (restriction DE)+ KIND hereinafter? COMMA (condition DE COMMA?)?  # aimBefore
  | FOR KIND hereinafter? COMMA                                           # aimKind
  | (FOR | ENCOURAGE) KIND hereinafter? COMMA? condition DE COMMA?        # aimAfter
  | (FOR | ENCOURAGE) KIND hereinafter? THAT condition COMMA              # aimThat
  | FOR THOSE condition COMMA                                             # aimThose
  | FOR condition (DE COMMA? | COMMA)                                     # aimMatter
  | KIND condition DE COMMA?                                              # aimPlain
  | listing COMMA                                                         # aimListing
  ;
phrases : phrase (COMMA phrase)* ;
/// 1.…；2.…。 the conditions that 以下条件之一 announces.
numbered : numberedCondition (SEMI numberedCondition)* STOP ;
numberedCondition : ITEMNO condition DE? ;
/// A start may stand before the target: 自2024年1月1日起，对….
begun : FROM condition QI? | FROM DATE QI? (TO DATE)? ;

listing
  : FOR (AND? MEETS)? (ANYOF | ALLOF) DE KIND hereinafter?            # listingBefore
  | FOR KIND hereinafter? THAT? (AND? MEETS)? (ANYOF | ALLOF)         # listingAfter
  ;
hereinafter : LP HEREINAFTER NEWNAME RP ;
restriction : condition | EXCEPT condition OUTSIDE ;

phrase
  : begun                                                      # starting
  | AND? grant                                                 # granting
  | limit                                                      # limiting
  | REGARD NAME (AND NAME)* grant?                             # regarding
  | BY NAME (AND NAME)+                                        # weighing
  | ROUNDED YUANUNIT                                           # rounding
  | ENCOURAGE NAME                                             # appeal
  | PURPOSE NAME                                               # purpose
  | (EXCEPT condition OUTSIDE | EXCEPTCASE condition)          # excepting
  | OVERRIDES CLAUSENAME ((DUN | AND) CLAUSENAME)*             # overriding
  ;

grant
  : often? BY value (DE (NAME | STANDARD))? given_             # grantBase
  | often? UPTO BY value (DE NAME)? given_                     # grantUpToBase
  | often? GIVE KIND? AGAIN? ceiling? value (TO value)? DE? ONCE? NOUN # grantAmount
  | often? AGAIN GIVE KIND? ceiling? value (TO value)? DE? ONCE? NOUN  # grantAgain
  | often? AGAIN? GIVE KIND? NOUN value                        # grantNounAmount
  | ONCE NOUN value                                            # grantOnce
  | often? GIVE KIND? EACH UNIT (NAME money | value) DE? ONCE? NOUN # grantPrice
  | EACH UNIT GIVE KIND? (NAME PERCENT | value) DE? ONCE? NOUN # grantEach
  | BY NAME EACH FULL literal GIVE KIND? value DE? NOUN        # grantBlocks
  | often? RESPECTIVELY GIVE KIND? ceiling? literal (DUN literal)+ DE? ONCE? NOUN # grantTiers
  | often? GIVE KIND? ceiling? literal ((COMMA | COMMA? AND) literal)+ RESPECTIVELY after* # grantTiersAfter
  | often? GIVE KIND? SAMEPROPORTION (DE? NOUN | after*)       # grantSameProportion
  | often? NOUN UPTO value                                     # grantNounUpTo
  | often? GIVE KIND? AGAIN? ceiling? value after*             # grantPlain
  | GIVE KIND? AGAIN? BETWEEN value AND value after*           # grantBetween
  ;
often : EACHYEAR | EACHMONTH | EACH NAME FULL YEARS | EACHFULLYEAR NAME COMMA? ;
money : MONEY ;
/// What follows a base in Chinese: 给予园区不超过500万元的一次性资助.
given_ : GIVE KIND? (ceiling value DE?)? ONCE? NOUN ;
ceiling : ATMOST | UPTO ;
after : ONCE | EACHYEAR | EACHMONTH | EACHFULLYEAR NAME | EACHFULL literal OF NAME | EACH UNIT (OF NAME)? | TO KIND | AS NOUN ;

limit
  : scoped* (ATMOST | LONGEST | ATLEAST) NOUN? value scope*    # limitBound
  | FOR each+ DE NOUN ATMOST value                             # limitFor
  | everyPeriod* NOUN? TOTAL UPTO value                            # limitTotal
  | everyPeriod+ UPTO value                                        # limitEach
  ;
scoped : NOUN | TOTAL | everyPeriod | each ;
scope : TOTAL | everyPeriod | each ;
everyPeriod : EACHYEAR | EACHMONTH ;
/// 每家企业, 每个网点, 每台, 单次参展费用: whose limit it is.
each : EACH UNIT KIND? | EACH KIND | EACHONE KIND ;

// ---------------------------------------------------------------------------------------------------------- conditions

/// A flat list; the builder resolves its separators.
condition : atom (separator atom)* ;
separator : DUN | COMMA | (COMMA | DUN)? (AND | OR) ;
atom : THAT? overYears? NOT? predicate ;
/// 连续3年每年, in each of 3 consecutive years.
overYears : CONSECUTIVE YEARS EACHYEAR? | INEACHOF NUMBER CONSECUTIVEYEARS ;
predicate
  : LP condition RP                                            # groupedCondition
  | NAME                                                       # flagged
  | comparison                                                 # compared
  | RECENT? YEARS INSIDE NOT? NAME                             # heldWithin
  | NAME WITHIN YEARS                                          # heldWithinAfter
  | NAME IS MEMBER (orMember)*                                 # memberOf
  | NAMEHEAD MEMBER orMember* NAMETAIL?                        # memberInside
  ;
orMember : (DUN | COMMA | COMMA? OR) MEMBER ;
comparison
  : left IN value side inclusion?                              # inRange
  | left literal side inclusion?                               # suffixed
  | left bound value side? inclusion?                          # bounded
  | left bound literal ((DUN | COMMA | COMMA? OR | COMMA? AND) literal)+ # tiered
  | NAMEHEAD literal side inclusion? NAMETAIL                  # around
  | NAMEHEAD bound literal inclusion? NAMETAIL                 # aroundBound
  | NAME GROWS (literal side | bound literal) inclusion?       # growsBy
  ;
side : ABOVE | BELOW ;
bound : ATLEAST | ATMOST | MORE | LESS ;
inclusion : LP (INCLUSIVE | EXCLUSIVE) RP ;

// -------------------------------------------------------------------------------------------------------------- values

value
  : IF condition COMMA? THEN value COMMA? ELSE value           # conditionalValue
  | term ((PLUS | MINUS) term)*                                # sumOf
  ;
term : factor ((TIMES | OVER) factor)* ;
factor : MINUS? (literal (OF prime)? | primary (DE PERCENT)?) ;

/// The left side of a comparison: a value that does not begin with a literal.
left : leftTerm ((PLUS | MINUS) term)* ;
leftTerm : primary (DE PERCENT)? ((TIMES | OVER) factor)* ;

prime : literal | primary ;
operand : NAME | literal | LP value RP ;
primary
  : NAME                                                       # nameValue
  | NAME OF prime                                              # rateOf
  | LP value ((ROUNDTO | ROUNDED) (literal | YUANUNIT))? RP     # groupedValue
  | SUMOVER (LP condition RP DE)? KIND (DE operand SUMEND | COUNTEND) # sumBefore
  | SUMOVER KIND (LP THAT condition RP)? OF operand            # sumAfter
  | COUNTOVER KIND (LP THAT condition RP)?                     # countAfter
  | NAME (YEARSAFTER | MONTHSAFTER)                            # fullBefore
  | (YEARSSINCE | MONTHSSINCE) NAME                            # fullAfter
  | RECENT YEARS NAME? AVERAGEGROWTH                           # growthBefore
  | AVERAGEGROWTH (OF NAME)? DURING YEARS                      # growthAfter
  | PREVIOUS NAME                                              # previousYear
  | NAME PREVIOUSLY                                            # previously
  | NAME INCREASE                                              # increaseAfter
  | INCREASEOF NAME                                            # increaseOf
  | NAME MORE operand DE PART                                   # partAbove
  | PARTOF NAME MORE operand                                    # partOf
  | NAME AND operand DE (LARGER | SMALLER)                      # extremeBefore
  | (LARGEROF | SMALLEROF) operand AND operand                    # extremeOf
  | NAME APPLIED prime                                         # applied
  ;
literal : MONEY (SLASH UNIT)? | PERCENT | COUNT | YEARS | MONTHS | NUMBER ;

// ------------------------------------------------------------------------------------------- the money after the award

also : BULLET ALSO NEWNAME ;
/// （第二十条）: the article, where no heading says it.
article : LP RAW RP ;
fund : FUND | FUNDS ;
between : SEMI | COMMA ;

/// 本意见所涉资金均由市财政及有关区、县（市）财政共同承担。
jointly : FUNDS EVERY? BYROLE KIND (AND KIND)+ JOINTLY STOP
        | EVERY? FUNDS JOINTLY BYROLE KIND (AND KIND)+ STOP ;
splitting
  : portions STOP                                              # splitForAll
  | splitSentence (COMMA splitSentence)* STOP                  # splitBySentence
  | splitBullet+                                               # splitByList
  ;
splitBullet : BULLET places COLON portions STOP? ;
splitSentence : (AMONGTHEM COMMA?)? FUNDSOF? places FUNDS? BYROLE (portions | evenly) ;
places : place ((DUN | COMMA | AND) place)* ;
place : MEMBER | OTHERS ;
portions : portion ((DUN | COMMA | AND) portion)* ;
portion : KIND BEARS? PERCENT ;
/// 市与区财政各承担50%: each of them the same.
evenly : KIND (AND KIND)+ (BEAREACH PERCENT | PERCENT APIECE) ;

procedure
  : NEWNAME (ARROW NEWNAME)*                                   # procedureArrows
  | (FUNDS IS? FUND COMMA THAT?)? FOLLOWS stageUse (stageJoint stageUse)* BASICPROCEDURE? # procedureSentence
  ;
stageUse : STAGE | KIND ;
stageJoint : DUN | COMMA | AND | (COMMA | AND)? (ORGANISE | AFTERWARDS) ;

payment : fund? (BYPERFORMANCE INSTALMENTS | INSTALMENTS (COMMA? BYPERFORMANCE)?) (COMMA instalment)* ;
instalment : NTH PERCENT BYPERFORMANCE? | REST BYPERFORMANCE? ;
stopping : FOR? (KIND COMMA?)? IN? AFTERFIRST COMMA? grounds COMMA STOPPAY ;
/// Any of these.
grounds : CASES? atom (separator atom)* CASES? DE? ;
recovering : (fund EARMARKED between)? FOR? grounds COMMA (VERIFIED COMMA)? LAWFULLY? taking STOP ;
taking : RECOVERALL (COMMA? AND? barring)? | BYRULES ;
barring : BARRED KIND? APPLYAGAIN fund? QUALIFICATION? ;
