using System.Text.RegularExpressions;
using Perron.Bench.Scenarios;
namespace Perron.Bench.House;

/// <summary>Somebody signed in by a code from the demonstration's mail, who asks for another person's household composition with a mandate.</summary>
internal sealed partial class Citizen(Caller caller, Caller.Form form)
{
    private const int AtOnce = 20; // the mail page shows the last fifty
    private const string Form = $"/demarches/{Scenario.Procedure}/demande";

    /// <summary>The secret that came with the last case sent, without the sign-in.</summary>
    public string TrackingCookie => caller.Cookies.Split("; ").Single(cookie => cookie.StartsWith("__Host-suivi=", StringComparison.Ordinal));

    public static async Task<IReadOnlyList<Citizen>> SignIn(HttpClient http, int port, int count)
    {
        var known = new List<Citizen>();
        foreach (var group in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var asking = new List<(string Address, Caller Caller)>();
            foreach (var number in group)
            {
                var (address, caller) = ($"citoyen{number}@example.org", new Caller(http, port, Scenario.Host));
                var page = await caller.Get("/connexion/courriel");
                Demand((await caller.Post("/connexion/courriel", page.Form, ("courriel", address))).Leads, "the sign-in by mail was refused");
                asking.Add((address, caller));
            }

            var mails = (await asking[0].Caller.Get("/operateur/courrier")).Text;
            foreach (var (address, caller) in asking)
            {
                var code = Code().Match(mails[mails.IndexOf(address, StringComparison.Ordinal)..]).Value;
                var page = await caller.Get("/connexion/code");
                Demand((await caller.Post("/connexion/code", page.Form, ("code", code))).Leads, $"the code '{code}' was refused");
                known.Add(new(caller, (await caller.Get($"{Form}/pour-qui")).Form));
            }
        }

        return known;
    }

    /// <summary>Every page of the form but the last; without a mandate its page is left open.</summary>
    public async Task FillDraft(byte[]? mandate)
    {
        await Fill("pour-qui", ("pour-qui", "autre"));
        await Fill("autre-personne", ("personne-prenom", "Claire"), ("personne-nom", "Dubois"), ("personne-numero", "85073003328"), ("lien", "mandataire"));
        Demand(mandate is null || await Attach(mandate), "the mandate was refused");
        await Fill("motif", ("motif", "logement"), ("motif-texte", ""));
        await Fill("remise", ("remise-papier", "guichet"));
        await Fill("vos-coordonnees", ("votre-prenom", "An"), ("votre-nom", "Peeters"), ("votre-naissance", "1991-04-18"), ("courriel", "an@example.org"), ("telephone", ""));
    }

    /// <summary>Asks for a certificate of residence, which costs something; the reference of the case.</summary>
    public async Task<string> AskForCertificate()
    {
        const string certificate = "/demarches/certificat-de-residence/demande";
        await Fill("exemplaires", certificate, ("exemplaires", "2"));
        await Fill("motif", certificate, ("motif", "banque"));
        await Fill("remise", certificate, ("remise-papier", "guichet"));
        await Fill("vos-coordonnees", certificate, ("votre-prenom", "An"), ("votre-nom", "Peeters"), ("votre-naissance", "1991-04-18"), ("courriel", "an@example.org"), ("telephone", ""));
        return await Send(certificate);
    }

    /// <summary>Goes to the provider's page for it.</summary>
    public async Task Pay(string reference) => Demand((await caller.Post($"/payer/{reference}/en-ligne", form)).Leads, "the payment was not begun");

    /// <summary>The page of the form that takes the file.</summary>
    public async Task<bool> Attach(byte[] mandate) =>
        (await caller.PostFile($"{Form}/procuration", form, "procuration", mandate, ("pose-procuration", "1"))).Leads;

    /// <summary>The reference of the case.</summary>
    public Task<string> Send() => Send(Form);

    private async Task<string> Send(string of)
    {
        var sent = await caller.Post($"{of}/verifier", form);
        return sent.Location is { } to && Reference().Match(to) is { Success: true } found ? found.Groups[1].Value
            : throw new InvalidOperationException($"The request was not sent: {sent.Status} → {sent.Location}");
    }

    // Beside each answer the mark that its question stood on the page.
    private Task Fill(string step, params (string Name, string Value)[] typed) => Fill(step, Form, typed);

    private async Task Fill(string step, string of, params (string Name, string Value)[] typed) =>
        Demand((await caller.Post($"{of}/{step}", form, [.. typed, .. typed.Select(field => ($"pose-{field.Name}", "1"))])).Leads, $"the page '{step}' was refused");

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"While preparing: {otherwise}.");
        }
    }

    [GeneratedRegex(@"\b[0-9]{3} [0-9]{3}\b")]
    private static partial Regex Code();

    [GeneratedRegex("/suivi/([A-Z0-9-]+)")]
    private static partial Regex Reference();
}
