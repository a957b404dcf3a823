package co.leadterra.samples.webhookconsole;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import co.leadterra.test.Delivery;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page in a real browser.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "console.pace=20ms")
@Tag("thorough")
@Import(ProxyOutage.class)
class WebhookConsolePageTests {

	private static final int PHONE = 360;

	private static Browser browser;

	@Autowired
	private LeadterraServer standIn;

	@Autowired
	private ProxyOutage proxy;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void start() {
		browser = new Browser();
	}

	@AfterAll
	static void close() {
		browser.close();
	}

	@BeforeEach
	void open() {
		browser.screen(1200, 1000, false);
		browser.theme("light");
		browser.open("http://localhost:" + this.port);
		browser.await(() -> browser.text("#connection").equals("Live"));
	}

	@Test
	void eventsAppearByThemselves() {
		browser.await(() -> browser.elements("#feed [data-type='message.sent']").size() > 5);
		browser.await(() -> browser.text("#feed").contains("Could you send me some times"));
	}

	@Test
	void eventsAppearOnDemand() {
		browser.await(() -> {
			browser.element("#launch").click();
			return browser.text("#outcome").equals("A campaign was launched.");
		});
		browser.await(() -> browser.text("#feed").contains(".2@example.com"));
	}

	@Test
	void repliesAreCountedByClass() {
		String classification = "class_" + UUID.randomUUID().toString().charAt(0);
		addReply(classification, "First");
		addReply(classification, "Second");
		String label = classification.replace("class_", "Class ");
		browser.await(() -> browser.text("#chart").contains(label + "\n2"));
	}

	@Test
	void tamperedEventDoesNotAppear() {
		String id = addReply("interested", "The genuine text");
		this.standIn.deliveries().await(Duration.ofSeconds(20));
		Delivery genuine = this.standIn.deliveries()
			.all()
			.stream()
			.filter((delivery) -> delivery.body().contains("\"" + id + "\""))
			.findFirst()
			.orElseThrow();
		String tampered = genuine.body().replace("The genuine text", "The tampered text").replace(id, "rpl_tampered");
		this.standIn.deliveries()
			.replay(new Delivery(genuine.event(), genuine.url(), tampered, genuine.attempts(), genuine.outcome()));
		browser.await(() -> !browser.text("#rejected").equals("0"));
		addReply("interested", "The text after it");
		browser.await(() -> browser.text("#feed").contains("The text after it"));
		assertThat(browser.text("#feed")).contains("The genuine text").doesNotContain("The tampered text");
	}

	@Test
	void forgeryIsRejected() {
		browser.element("#forge").click();
		browser.await(() -> browser.text("#outcome").equals("The forgery was answered with 401."));
		addReply("interested", "The text after the forgery");
		browser.await(() -> browser.text("#feed").contains("The text after the forgery"));
		assertThat(browser.text("#feed")).doesNotContain("I never wrote this");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>document.title = 'stolen'</script>",
			"<img src=\"x\" onerror=\"document.title = 'stolen'\">", "<b>bold</b> & \"quoted\"" })
	void markupInAReplyIsShownAsText(String text) {
		addReply(text, text);
		browser.await(() -> browser.text("#feed .text").endsWith(text));
		assertThat(browser.element("#feed .text").findElements(By.cssSelector("script, img, b"))).isEmpty();
		assertThat(browser.evaluate("return document.title")).isEqualTo("Webhook console");
	}

	@Test
	void listIsBounded() {
		String last = "last" + UUID.randomUUID();
		for (int i = 0; i < 2 * EventFeed.CAPACITY; i++) {
			this.standIn.workspace().raiseEvent("message.sent", Map.of("email", "lead" + i + "@example.com"));
		}
		addReply("interested", last);
		browser.await(() -> browser.text("#feed .text").contains(last));
		assertThat(browser.elements("#feed > li")).hasSize(EventFeed.CAPACITY);
		browser.open("http://localhost:" + this.port);
		browser.await(() -> browser.text("#feed .text").contains(last));
		assertThat(browser.elements("#feed > li")).hasSize(EventFeed.CAPACITY);
	}

	@Test
	void listCanBePaused() {
		String text = "held" + UUID.randomUUID();
		browser.await(() -> this.standIn.workspace().replies().size() >= 8);
		this.standIn.deliveries().await(Duration.ofSeconds(20));
		browser.element("#pause").click();
		addReply("interested", text);
		browser.await(() -> browser.text("#pause").startsWith("Resume ("));
		assertThat(browser.text("#feed")).doesNotContain(text);
		browser.element("#pause").click();
		assertThat(browser.text("#feed")).contains(text);
		assertThat(browser.text("#pause")).isEqualTo("Pause");
	}

	@Test
	void pauseButtonSaysWhatItDoesAndNothingElse() {
		browser.element("#pause").click();
		assertThat(browser.text("#pause")).startsWith("Resume");
		assertThat(browser.element("#pause").getDomAttribute("aria-pressed")).isNull();
	}

	@Test
	void pageAsksAgainAfterTheBadGatewayOfAProxy() {
		this.proxy.begin();
		browser.await(() -> browser.text("#connection").equals("Reconnecting") && this.proxy.answers() > 0);
		String missed = "missed" + UUID.randomUUID();
		addReply("interested", missed);
		this.proxy.end();
		browser.await(() -> browser.text("#connection").equals("Live"));
		browser.await(() -> browser.text("#feed").contains(missed) && browser.text("#pools").contains("Main pool"));
	}

	@Test
	void listIsKeptIfThePageReconnectsWhilePaused() {
		String text = "before" + UUID.randomUUID();
		addReply("interested", text);
		browser.await(() -> browser.text("#feed").contains(text));
		browser.element("#pause").click();
		this.proxy.begin();
		browser.await(() -> browser.text("#connection").equals("Reconnecting"));
		String missed = "missed" + UUID.randomUUID();
		addReply("interested", missed);
		this.proxy.end();
		browser.await(() -> browser.text("#connection").equals("Live"));
		browser.await(() -> browser.text("#pause").startsWith("Resume ("));
		assertThat(browser.text("#feed")).containsOnlyOnce(text).doesNotContain(missed);
		browser.element("#pause").click();
		assertThat(browser.text("#feed")).containsOnlyOnce(text).containsOnlyOnce(missed);
	}

	@Test
	void screenReaderIsToldOfWhatHappensNowOnly() {
		browser.await(() -> this.standIn.workspace().replies().size() >= 8);
		this.standIn.deliveries().await(Duration.ofSeconds(20));
		browser.open("http://localhost:" + this.port);
		browser.await(() -> !browser.elements("#feed [data-type='reply.received']").isEmpty());
		assertThat(announcement()).isEmpty();
		addReply("referral", "Ask my colleague");
		browser.await(() -> announcement().endsWith(": Referral"));
	}

	private static String announcement() {
		return String.valueOf(browser.evaluate("return document.getElementById('announcement').textContent"));
	}

	@Test
	void keyAndPoolsAreShown() {
		browser.await(() -> browser.text("#key-status").equals("Good"));
		assertThat(browser.text("#key")).contains("sk_test_****", "Test mode").doesNotContain(this.standIn.apiKey());
		browser.await(() -> browser.text("#pools").contains("Main pool"));
		assertThat(browser.text("#pools")).contains("of 1,600 mails left today", "Reserve pool");
	}

	@Test
	void pageFitsAPhone() {
		addReply("interested", "a".repeat(300));
		addReply("a_class_of_a_name_that_has_no_end_and_no_place_to_break_it_0123456789", "b c ".repeat(100));
		this.standIn.workspace()
			.raiseEvent("message.bounced", Map.of("email", "lead@%s.example".formatted("sub.".repeat(30))));
		this.standIn.workspace().raiseEvent("an.event.with.a." + "very.".repeat(20) + "long.name", Map.of());
		browser.screen(PHONE, 740, true);
		browser.await(() -> browser.text("#feed").contains("very.very"));
		assertThat(browser.evaluate("return window.innerWidth")).isEqualTo((long) PHONE);
		assertThat(browser.evaluate("return document.documentElement.scrollWidth")).isEqualTo((long) PHONE);
		assertThat(browser.evaluate(
				"""
						return [...document.body.querySelectorAll('*')]
							.filter((element) => element.getBoundingClientRect().right > window.innerWidth
								|| element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
									&& !element.classList.contains('unseen'))
							.map((element) => element.outerHTML).join()"""))
			.isEqualTo("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void textHasContrast(String theme) {
		browser.theme(theme);
		browser.await(() -> !browser.elements("#feed .class, #chart .bar, #pool-list .pool").isEmpty());
		assertThat(browser.evaluate(
				"""
						const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
						const luminance = (color) => rgb(color).slice(0, 3).map((value) => value / 255)
							.map((value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
							.reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
						const ground = (element) => {
							const color = getComputedStyle(element).backgroundColor;
							return rgb(color)[3] === 0 ? ground(element.parentElement) : color;
						};
						const contrast = (element) => {
							const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))];
							return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
						};
						return [...document.body.querySelectorAll('*')]
							.filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
							.filter((element) => element.checkVisibility() && contrast(element) < 4.5)
							.map((element) => element.outerHTML).join()"""))
			.isEqualTo("");
	}

	@Test
	void themeFollowsTheSystem() {
		String ground = "return getComputedStyle(document.body).backgroundColor";
		Object light = browser.evaluate(ground);
		browser.theme("dark");
		assertThat(browser.evaluate(ground)).isNotEqualTo(light);
	}

	private String addReply(String classification, String text) {
		String campaign = this.standIn.workspace().addCampaign(Map.of());
		return this.standIn.workspace()
			.addReply(campaign, Map.of("classification", classification, "threadSnippet", text));
	}

}
