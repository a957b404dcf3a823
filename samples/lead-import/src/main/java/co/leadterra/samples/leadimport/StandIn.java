package co.leadterra.samples.leadimport;

import java.util.Map;
import java.util.UUID;

import co.leadterra.test.LeadterraServer;

/**
 * A stand-in for Leadterra in a process of its own, which outlives the imports that are
 * killed.
 */
public final class StandIn {

	private static final int PORT = 8090;

	private StandIn() {
	}

	/**
	 * Starts the stand-in, which runs until Ctrl-C.
	 * @param args the port to take instead of 8090
	 */
	public static void main(String[] args) {
		int port = (args.length > 0) ? Integer.parseInt(args[0]) : PORT;
		LeadterraServer standIn = LeadterraServer.builder().port(port).start();
		String campaign = addCampaign(standIn);
		System.out.printf("""
				A stand-in for Leadterra, which sends no mail, runs until Ctrl-C. Options for the import:
				--leadterra.base-url=%s --leadterra.api-key=%s --import.campaign=%s --import.file=%s
				""", standIn.baseUrl(), standIn.apiKey(), campaign, DemoFile.write());
	}

	/**
	 * Adds a campaign of an identifier that no stand-in before it had: an import into a
	 * campaign of the same name, whose stand-in is gone, is another import.
	 * @param standIn the stand-in
	 * @return the identifier
	 */
	static String addCampaign(LeadterraServer standIn) {
		String id = "camp_" + UUID.randomUUID().toString().substring(0, 8);
		return standIn.workspace().addCampaign(Map.of("id", id, "name", "Demonstration"));
	}

}
