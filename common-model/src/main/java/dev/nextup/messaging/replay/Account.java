package dev.nextup.messaging.replay;

import java.util.Map;

/**
 * What became of the dead letters of one topic: the sum of the last five is the sum of the reasons.
 *
 * @param topic the one they come from
 * @param reasons how many there are of each reason
 * @param replayed were written to it again, or would have been
 * @param repeated tell of a record that another letter tells of
 * @param overtaken have a newer record of the same key, which an old one must not undo
 * @param withoutKey lost their key
 * @param left have a reason that was not asked for
 */
record Account(
        String topic,
        Map<String, Integer> reasons,
        int replayed,
        int repeated,
        int overtaken,
        int withoutKey,
        int left) {

    int letters() {
        return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line. */
    String told(boolean dryRun) {
        return "%s: %d dead letters %s, %d %s, %d repeated, %d overtaken, %d without key, %d left"
                .formatted(
                        topic,
                        letters(),
                        reasons,
                        replayed,
                        dryRun ? "would be replayed" : "replayed",
                        repeated,
                        overtaken,
                        withoutKey,
                        left);
    }
}
