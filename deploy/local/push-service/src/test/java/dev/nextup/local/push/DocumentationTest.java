package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.local.push.refusal.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9-]+)` \\| (\\d{3}) \\|", Pattern.MULTILINE);

    @Test
    void theTableOfRefusalsListsEveryReasonAndNoOther() throws Exception {
        String text = Files.readString(Path.of("../../../docs/push-service.md"));

        List<String> documented = ROW.matcher(text).results().map(DocumentationTest::row).toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values())
                                .map(reason -> reason.code() + " " + reason.status())
                                .toList());
    }

    private static String row(MatchResult match) {
        return match.group(1) + " " + match.group(2);
    }
}
