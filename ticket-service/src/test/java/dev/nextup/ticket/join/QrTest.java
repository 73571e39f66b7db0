package dev.nextup.ticket.join;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.Decoder;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class QrTest {

    private static final int QUIET_ZONE = 4;

    @Inject Pool pool;

    private Demo demo;
    private String all;

    @BeforeEach
    void choose() {
        demo = Demo.load();
        all =
                "branch=%s&department=%s&service=%s"
                        .formatted(
                                demo.branch("Main Hall"),
                                demo.department("Permits"),
                                demo.service("BLD"));
    }

    @Test
    void a_phone_reads_the_link_from_the_png() throws Exception {
        Response answer = get("?" + all, "image/png");
        assertThat(answer.contentType()).isEqualTo("image/png");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
        int[] pixels =
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());

        Result read =
                new QRCodeReader()
                        .decode(
                                new BinaryBitmap(
                                        new HybridBinarizer(
                                                new RGBLuminanceSource(
                                                        image.getWidth(),
                                                        image.getHeight(),
                                                        pixels))));

        assertThat(read.getText()).isEqualTo("http://localhost:8080/?org=demo&" + all);
        assertThat(read.getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL))
                .isEqualTo("M");
    }

    @Test
    void the_svg_holds_the_same_link_with_white_around_it() throws Exception {
        Response answer = get("?" + all, "*/*");
        assertThat(answer.contentType()).startsWith("image/svg+xml");

        BitMatrix modules = drawn(answer.asString());
        DecoderResult read = new Decoder().decode(modules);

        assertThat(read.getText()).isEqualTo("http://localhost:8080/?org=demo&" + all);
        assertThat(read.getECLevel()).isEqualTo("M");
    }

    @Test
    void without_a_choice_the_link_leads_to_the_organisation() throws Exception {
        BitMatrix modules = drawn(get("", "image/svg+xml").asString());

        assertThat(new Decoder().decode(modules).getText())
                .isEqualTo("http://localhost:8080/?org=demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"branch", "department", "service"})
    void a_code_of_any_one_level_leads_there(String level) throws Exception {
        String only =
                Stream.of(all.split("&"))
                        .filter(parameter -> parameter.startsWith(level))
                        .findFirst()
                        .orElseThrow();

        BitMatrix modules = drawn(get("?" + only, "image/svg+xml").asString());

        assertThat(new Decoder().decode(modules).getText())
                .isEqualTo("http://localhost:8080/?org=demo&" + only);
    }

    @Test
    void what_does_not_exist_has_no_code() {
        OtherOrganization other = OtherOrganization.create(pool);
        String service = other.serviceOfItsOwn();
        for (String kind : new String[] {"branch", "department", "service"}) {
            get("?" + kind + "=" + UUID.randomUUID(), "*/*")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("unknown-" + kind));
        }
        get("?service=" + service, "*/*").then().statusCode(404);
        assertThat(get("?service=nonsense", "*/*").statusCode()).isEqualTo(404);
        given().get("/api/organizations/" + UUID.randomUUID() + "/qr")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-organization"));
    }

    @Test
    void what_does_not_belong_together_has_no_code() {
        String wrong =
                "?department=%s&service=%s"
                        .formatted(demo.department("Citizen Services"), demo.service("BLD"));

        get(wrong, "*/*").then().statusCode(422).body("code", equalTo("not-together"));
    }

    @Test
    void it_is_not_sent_twice_and_other_pictures_are_not_acceptable() {
        Response svg = get("?" + all, "image/svg+xml");
        Response png = get("?" + all, "image/png");

        assertThat(svg.header("ETag")).isNotEqualTo(png.header("ETag"));
        assertThat(svg.header("Vary")).contains("Accept");
        assertThat(svg.header("Cache-Control")).contains("max-age");
        given().accept("image/svg+xml")
                .header("If-None-Match", svg.header("ETag"))
                .get("/api/organizations/" + demo.organizationId + "/qr?" + all)
                .then()
                .statusCode(304);
        get("?" + all, "image/jpeg").then().statusCode(406).body("code", equalTo("not-acceptable"));
    }

    private Response get(String query, String accept) {
        return given().accept(accept)
                .get("/api/organizations/" + demo.organizationId + "/qr" + query);
    }

    /** The modules an SVG shows, without the quiet zone, which must be empty. */
    private static BitMatrix drawn(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1)) - 2 * QUIET_ZONE;
        BitMatrix modules = new BitMatrix(size);
        Matcher runs =
                Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z")
                        .matcher(svg.substring(svg.lastIndexOf("<path")));
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1)) - QUIET_ZONE;
            int y = Integer.parseInt(runs.group(2)) - QUIET_ZONE;
            // Throws when a module lies in the quiet zone.
            modules.setRegion(x, y, Integer.parseInt(runs.group(3)), 1);
        }
        return modules;
    }
}
