package co.leadterra.samples.webhookconsole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the screenshots of the README, once the first campaign is over.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "console.pace=50ms")
@Tag("thorough")
class WebhookConsoleScreenshotTests {

	private static final int LAST_REPLY = 8;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "console, 1200, 990, light", "console-dark, 1200, 990, dark", "console-phone, 360, 990, light" })
	void screenshotIsTaken(String name, int width, int height, String theme) throws IOException {
		Path file = Path.of("target", "screenshots", name + ".png");
		try (Browser browser = new Browser()) {
			browser.theme(theme);
			browser.screen(width, height, name.endsWith("phone"));
			browser.open("http://localhost:" + this.port);
			browser.await(() -> browser.elements("#feed .class").size() == LAST_REPLY
					&& browser.text("#pools").contains("left today") && browser.text("#key-status").equals("Good"));
			browser.saveScreenshot(file);
		}
		assertThat(Files.size(file)).isBetween(10_000L, 200_000L);
	}

}
