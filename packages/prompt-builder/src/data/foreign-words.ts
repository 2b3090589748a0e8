/**
 * Frequent words of other languages in Latin script that are no English words: German, French, Spanish, Italian,
 * Portuguese, Dutch, Scandinavian, Polish, Turkish, Indonesian, and romanised Chinese, Japanese and Hindi.
 */
export const foreignWords: readonly string[] = `
der das dem des ein eine einen einem einer und auf aus mit von zu zum zur ist nicht bitte nimm lege stelle öffne oeffne
schließe schliesse hebe schiebe nehmen legen stellen setze neben unter über
le les une du et est dans sur avec sous mets mettez mettre prends prenez prendre ouvre ouvrez ouvrir ferme fermez fermer
posez poser déplace il vous je bonjour merci
el los las unos unas una y con por para del desde toma pon coloca poner coger recoge mueve abre cierra agarra hola gracias
que como esta mesa sobre lo gli uno nel nella sul sulla della dello delle metti prendi apri chiudi sposta ciao tavolo
uma em dos das pegue coloque abra feche mova copo sobre
het een van naar pak zet doe op tafel
och på ett det sätt ta og på en
weź połóż otwórz zamknij podnieś stole szufladę
bir ve ile koy kutuya masaya aç kapat masanın üstüne
ambil letakkan atas meja dalam dan buka tutup pindahkan
bei fang zai zhuozi shang kudasai totte wo ni desu teburu mein rakho uthao karo par mez
возьми положи на стол`
  .trim()
  .split(/\s+/)
  .filter((word, index, all) => all.indexOf(word) === index);
