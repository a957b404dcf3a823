package co.leadterra.client.internal.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import co.leadterra.client.campaign.CampaignStats;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link EnvelopeDecoder} with figures of a campaign, in all orders of
 * their keys and beside anything.
 */
class WrappedRecordPropertyTests {

	private static final List<String> FIGURES = List.of("totalEnrolled", "sent", "delivered", "bounced", "replied",
			"queued");

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	private final EnvelopeDecoder decoder = new EnvelopeDecoder(this.mapper, 1024 * 1024);

	@Property(tries = 500)
	void readsAllFiguresOfAWrapper(@ForAll("figures") Map<String, Object> inside,
			@ForAll("companions") Map<String, Object> companions, @ForAll("wrappers") List<String> wrappers,
			@ForAll @From("figures") Map<String, Object> outside, @ForAll Random random) {
		outside.keySet().removeAll(inside.keySet());
		Object body = inside;
		for (String wrapper : wrappers) {
			Map<String, Object> wrapping = new LinkedHashMap<>(companions);
			wrapping.putAll(outside);
			wrapping.put(wrapper, body);
			body = shuffled(wrapping, random);
		}
		Map<String, Object> expected = new LinkedHashMap<>(inside);
		expected.putAll(outside);
		expected.put("campaignId", companions.get("campaignId"));
		assertThat(figures(read(body))).isEqualTo(figures(this.mapper.convertValue(expected, CampaignStats.class)));
	}

	@Property(tries = 500)
	void readsFlatFiguresThoughObjectsAreNamedLikeWrappers(@ForAll("figures") Map<String, Object> flat,
			@ForAll("companions") Map<String, Object> companions, @ForAll("wrappers") List<String> wrappers,
			@ForAll Random random) {
		Map<String, Object> inside = new LinkedHashMap<>(companions);
		flat.keySet().stream().limit(1).forEach((name) -> inside.put(name, 1_000_000));
		Map<String, Object> body = new LinkedHashMap<>(companions);
		body.putAll(flat);
		wrappers.forEach((wrapper) -> body.put(wrapper, shuffled(inside, random)));
		Map<String, Object> expected = new LinkedHashMap<>(flat);
		expected.put("campaignId", companions.get("campaignId"));
		assertThat(figures(read(shuffled(body, random))))
			.isEqualTo(figures(this.mapper.convertValue(expected, CampaignStats.class)));
	}

	@Provide
	Arbitrary<Map<String, Object>> figures() {
		return Arbitraries
			.maps(Arbitraries.of(FIGURES), Arbitraries.integers().between(0, 1000).map(Object.class::cast))
			.ofMinSize(1);
	}

	@Provide
	Arbitrary<Map<String, Object>> companions() {
		return Arbitraries
			.of(Map.<String, Object>of("campaignId", "c", "status", "active", "success", true, "requestId", "r",
					"message", "ok", "links", Map.of("sent", 5), "meta", Map.of("queued", 7), "errors", List.of(),
					"warnings", List.of(Map.of("stats", 1)), "version", 2)
				.entrySet())
			.set()
			.map((entries) -> {
				Map<String, Object> companions = new LinkedHashMap<>();
				entries.forEach((entry) -> companions.put(entry.getKey(), entry.getValue()));
				return companions;
			});
	}

	@Provide
	Arbitrary<List<String>> wrappers() {
		return Arbitraries.of("data", "stats").list().ofMinSize(1).ofMaxSize(3);
	}

	// The status is not a figure: that of an answer is told from that of a campaign by
	// what else there is.
	private static List<Object> figures(CampaignStats stats) {
		List<Object> figures = new ArrayList<>();
		Collections.addAll(figures, stats.campaignId(), stats.totalEnrolled(), stats.sent(), stats.delivered(),
				stats.bounced(), stats.replied(), stats.queued());
		return figures;
	}

	private static Map<String, Object> shuffled(Map<String, Object> object, Random random) {
		List<Map.Entry<String, Object>> entries = new ArrayList<>(object.entrySet());
		Collections.shuffle(entries, random);
		Map<String, Object> shuffled = new LinkedHashMap<>();
		entries.forEach((entry) -> shuffled.put(entry.getKey(), entry.getValue()));
		return shuffled;
	}

	private CampaignStats read(Object body) {
		byte[] bytes = this.mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
		return (CampaignStats) Objects.requireNonNull(this.decoder
			.decodeToMono(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)),
					ResolvableType.forClass(CampaignStats.class), MediaType.APPLICATION_JSON, null)
			.block(Duration.ofSeconds(10)));
	}

}
