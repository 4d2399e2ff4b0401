/**
 * Words that people build passwords from, lower case, letters only: the heads of the published lists of most used
 * passwords, keyboard rows and this product's own words. The rule looks at what is left beside them.
 */
const words = `
password passwort passw passwd pass contrasena motdepasse senha parola haslo mima mimashi
admin administrator root superuser system master manager operator supervisor user username guest login logon
welcome hello letmein letme trustno changeme change default secret private access entry open sesame please
test tester testing temp temporary demo sample example initial start enter key keys token code pin
qwerty qwertz azerty qwer asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qaz wsx edc wsxedc qweasd qweasdzxc
abc abcd abcde abcdef abcdefg abcdefgh aaa bbb ccc ddd eee fff ggg xxx zzz
iloveyou loveyou love lovely lover sweet heart angel baby babygirl princess prince queen king honey sugar candy
monkey dragon tiger lion eagle falcon panther bear wolf horse shark snake turtle rabbit cat dog puppy kitty
sunshine sun moon star stars sky rainbow flower flowers butterfly summer winter spring autumn fall
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
michael jordan jessica jennifer daniel andrew ashley amanda charlie thomas robert matthew joshua william anthony
nicole maria anna julia laura sarah sophie emma oliver jack harry george peter paul john james david alex max
michelle hannah samantha nathan justin brandon taylor hunter maggie buster bailey ginger pepper cookie cheese
football soccer baseball basketball hockey tennis golf racing liverpool chelsea arsenal barcelona madrid juventus
yankees cowboys steelers lakers eagles rangers packers dolphins giants
superman batman spiderman ironman pokemon pikachu naruto starwars matrix killer hacker ninja samurai warrior
computer internet google facebook twitter linkedin amazon apple android iphone samsung nokia windows microsoft
linux ubuntu server service database network router switch firewall oracle mysql postgres redis docker cisco
mustang ferrari porsche mercedes bmw audi corvette harley yamaha toyota
freedom whatever nothing something forever secure security protect shadow phantom ghost cyber
blue red green black white yellow orange purple silver gold golden
china beijing shanghai shenzhen germany berlin london paris america canada india russia brazil mexico
company corporate office work project production development staging cloud prod live
muster fleet device devices console huawei huaweicloud hwcloud iot iotda iotdm oceanconnect sandbox sandboxak
sandboxsk firmware software upgrade gateway northbound worker simulator
woaini woaiwojia nihao aini woshi asd zxc qwe
the and you are not for with this that from have what who one two three four five six seven eight nine zero my is
`;

export const commonWords: readonly string[] = words.split(/\s+/).filter(Boolean);
