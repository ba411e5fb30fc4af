using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases;
using Perron.Cases.SecondPart;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.DataLife;
using Perron.Tests.Files;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Tests.Walls;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>Two parents share a request about their child: each sees the common part and one's own, by whatever page, file, copy or mail one looks.</summary>
public sealed partial class SecondPartTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task No_page_file_copy_or_mail_shows_a_parent_what_is_the_other_s()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var scene = await Scene.Set(portal);
        var ofClaire = await scene.Walk(scene.Claire);
        var ofThomas = await scene.Walk(scene.Thomas);
        Assert.True(ofClaire.Pages > 40 && ofThomas.Pages > 40, $"{ofClaire.Pages} and {ofThomas.Pages} pages");

        // The walk reads: each finds one's own words, or it would prove nothing.
        Assert.Contains("canary-a-message", ofClaire.Text, StringComparison.Ordinal);
        Assert.Contains("canary-a-fichier", ofClaire.Text, StringComparison.Ordinal);
        Assert.Contains("canary-b-message", ofThomas.Text, StringComparison.Ordinal);
        Assert.Contains("canary-b-fichier", ofThomas.Text, StringComparison.Ordinal);
        Assert.Contains("canary-b-contenu", ofThomas.Text, StringComparison.Ordinal);
        Assert.Contains("Zoé", ofThomas.Text, StringComparison.Ordinal); // the common part

        Assert.Empty(ofThomas.Found("canary-a-"));
        Assert.Empty(ofClaire.Found("canary-b-"));
        Assert.Empty(ofThomas.Found("87,65")); // what the other has paid
    }

    [Fact]
    public async Task The_officer_reads_both_and_each_reply_goes_to_its_own()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var scene = await Scene.Set(portal);
        var isabelle = portal.VisitAs(await portal.Officer(portal.Braine, "isabelle.marchand"), portal.Braine);
        await isabelle.Open($"/agent/dossiers/{scene.Reference}");
        Assert.True(isabelle.Shows("canary-a-message") && isabelle.Shows("canary-b-message") && isabelle.Shows("canary-b-fichier.pdf") && isabelle.Shows("vivent séparées"), isabelle.Text);
        var file = isabelle.Page.QuerySelectorAll("#second a").Select(link => link.GetAttribute("href")!).First(href => href.Contains("/fichier/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await isabelle.Http.GetAsync(file)).StatusCode);
        await isabelle.Submit("Envoyer à la deuxième personne");
        Assert.NotNull(isabelle.Error("second"));
        await isabelle.Submit("Envoyer à la deuxième personne", ("second", "Bien reçu, merci."));
        Assert.True(isabelle.Shows("Bien reçu, merci."), isabelle.Text);
        var mail = (await portal.Mails(portal.Braine))[^1];
        Assert.Equal(("case-message", "canary-b-courriel@example.org"), (mail.Template, mail.To));
        Assert.Null(mail.StreamId); // should it come back, the first parent's telephone is no other way
        Assert.True((await scene.Thomas.Open($"/mon-espace/accord/{scene.Reference}")).Shows("Bien reçu, merci."), scene.Thomas.Text);
        Assert.False((await scene.Claire.Open($"/suivi/{scene.Reference}")).Shows("Bien reçu, merci."), scene.Claire.Text);
    }

    [Fact]
    public async Task Before_agreeing_the_second_reads_what_concerns_the_child_and_nothing_else()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await Scene.Ask(portal, claire);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Vous et l’autre personne vivez séparément"), claire.Text);
        await claire.Submit("Oui, nous vivons séparément");
        Assert.True(claire.Shows("C’est noté"), claire.Text);
        var invitation = (await portal.Mails(portal.Braine)).Last(mail => mail.Template == "co-applicant-invited");
        Assert.True(invitation.IsCourtesy); // should it come back, its link goes by no way of the first
        var thomas = await portal.VisitAs(await portal.Citizen(portal.Braine, "Thomas", "Leroy", "83051202634", IdentityLevel.Strong, "t@example.org"), portal.Braine).Open(new Uri(invitation.Given["link"]).PathAndQuery);
        Assert.True(thomas.Shows("Zoé") && thomas.Shows("Hôpital de Braine"), thomas.Text);
        Assert.False(thomas.Shows("claire@example.org") || thomas.Shows("Carnet de mariage") || thomas.Shows("Nous sommes mariés"), thomas.Text);
        var isabelle = portal.VisitAs(await portal.Officer(portal.Braine, "isabelle.marchand"), portal.Braine);
        await isabelle.Open($"/agent/dossiers/{reference}");
        await isabelle.Submit("Les deux ne vivent pas séparés");
        Assert.False(isabelle.Shows("Ne donnez à l’une"), isabelle.Text);
    }

    [Fact]
    public async Task Another_second_applicant_reads_and_writes_nothing_here()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var scene = await Scene.Set(portal);
        var marcel = portal.VisitAs(await portal.Citizen(portal.Braine, "Marcel", "Lambion", "68012531084", IdentityLevel.Strong), portal.Braine);
        Assert.Equal(HttpStatusCode.NotFound, (await marcel.Open($"/mon-espace/accord/{scene.Reference}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await marcel.Open($"/mon-espace/accord/{scene.Reference}/fichier/{scene.FileOfThomas}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Claire.Open($"/mon-espace/accord/{scene.Reference}/fichier/{scene.FileOfThomas}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Thomas.Open($"/suivi/{scene.Reference}/fichier/{scene.FileOfThomas}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.Thomas.Http.GetAsync($"/mon-espace/accord/{scene.Reference}/fichier/{scene.FileOfThomas}")).StatusCode);
    }

    /// <summary>Claire declares Zoé's birth, Thomas agrees; each writes, sends a file and lives somewhere, in words that stand nowhere else.</summary>
    private sealed class Scene
    {
        public required Portal Portal { get; init; }
        public required string Reference { get; init; }
        public required Browser Claire { get; init; }
        public required Browser Thomas { get; init; }
        public required Guid FileOfThomas { get; init; }
        public required Dictionary<string, IReadOnlyList<string>> Values { get; init; }

        public static Task<string> Ask(Portal portal, Browser claire) => ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("declaration-de-naissance"), Today);

        public static async Task<Scene> Set(Portal portal)
        {
            var (a, b) = (await portal.Claire(), await portal.Citizen(portal.Braine, "Thomas", "Leroy", "83051202634", IdentityLevel.Strong, "canary-b-courriel@example.org"));
            var (claire, thomas) = (portal.VisitAs(a, portal.Braine), portal.VisitAs(b, portal.Braine));
            var reference = await Ask(portal, claire);
            await claire.Open($"/suivi/{reference}");
            await claire.Submit("Oui, nous vivons séparément");
            await thomas.Open(new Uri((await portal.Mails(portal.Braine)).Last(mail => mail.Template == "co-applicant-invited").Given["link"]).PathAndQuery);
            await thomas.Submit("d'accord");
            await claire.Open($"/suivi/{reference}");
            await claire.Attach("fichiers", "canary-a-fichier.pdf", Samples.Pdf("/Title(canary-a-contenu)")).Submit("Envoyer le message", ("message", "canary-a-message"));
            await thomas.Open($"/mon-espace/accord/{reference}");
            await thomas.Attach("fichiers", "canary-b-fichier.pdf", Samples.Pdf("/Title(canary-b-contenu)")).Submit("Envoyer le message", ("message", "canary-b-message"));
            Assert.True(thomas.Shows("canary-b-message") && thomas.Shows("canary-b-fichier.pdf"), thomas.Text);
            return await portal.InDb(portal.Braine, async db =>
            {
                var one = await db.Set<Case>().SingleAsync(found => found.Reference == reference);
                var answers = one.Given.With([KeyValuePair.Create<string, IReadOnlyList<string>>("revenu", ["canary-a-revenu"]), KeyValuePair.Create<string, IReadOnlyList<string>>("courriel", ["canary-a-courriel@example.org"]), KeyValuePair.Create<string, IReadOnlyList<string>>("compte", ["canary-a-compte"])]);
                (one.Answers, one.Email, one.Phone, one.ExpectedWhy) = (Case.Write(answers), "canary-a-courriel@example.org", "canary-a-tel", "canary-a-pourquoi");
                foreach (var (id, sign) in new[] { (a.Citizen!.Value, "a"), (b.Citizen!.Value, "b") })
                {
                    var citizen = await db.Set<Citizen>().SingleAsync(found => found.Id == id);
                    (citizen.Street, citizen.Place, citizen.Phone, citizen.Email, citizen.SignInAddress) = ($"canary-{sign}-rue", $"canary-{sign}-lieu", $"canary-{sign}-telephone", $"canary-{sign}-courriel@example.org", $"canary-{sign}-connexion@example.org");
                }

                var story = await db.Set<Perron.Timeline.Stream>().SingleAsync(story => story.Id == one.Id);
                var asked = new EvidenceRequest { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Piece = "canary-a-demandee", AskedAt = portal.Now, DueOn = Today.PlusDays(5), IsMandate = false };
                db.AddRange(
                    asked, story.Happened(new EvidenceAsked(asked.Id.Value, "2026-11-29"), portal.Now, "house", "demande", Visibility.Public),
                    story.Happened(new MoneyCame(8765, "canary-a-paiement"), portal.Now, "house", "paiement", Visibility.Public));
                await db.SaveChangesAsync();
                await db.Set<Case>().Where(found => found.Id == one.Id).ExecuteUpdateAsync(row => row.SetProperty(found => found.State, "waiting-citizen").SetProperty(found => found.Status, Perron.Workflow.PublicStatus.WaitingCitizen));
                var files = await db.Set<StoredFile>().Select(file => new { file.Id, file.Name }).ToListAsync();
                var parties = await db.Set<AwaitedParty>().Select(party => party.Id).ToListAsync();
                var ids = files.Select(file => file.Id.Value).Concat(parties.Select(party => party.Value)).Append(one.Id.Value).Append(a.Citizen!.Value.Value).Append(b.Citizen!.Value.Value)
                    .Concat((await db.Set<OwnMessage>().Select(message => message.Id).ToListAsync()).Select(id => id.Value)).Concat((await db.Set<CaseMessage>().Select(message => message.Id).ToListAsync()).Select(id => id.Value)).Select(id => id.ToString()).ToList();
                return new Scene
                {
                    Portal = portal, Reference = reference, Claire = claire, Thomas = thomas, FileOfThomas = files.Single(file => file.Name == "canary-b-fichier.pdf").Id.Value,
                    Values = new Dictionary<string, IReadOnlyList<string>> { ["reference"] = [reference], ["guid"] = ids, ["slug"] = ["declaration-de-naissance"], ["step"] = ["naissance", "autre-parent", "verifier"] },
                };
            });
        }

        /// <summary>Every address of the house that can be read, with everything that may stand in it; and every mail to this visitor.</summary>
        public async Task<Walked> Walk(Browser visitor)
        {
            var walked = new Walked();
            foreach (var pattern in Plan.Built(Portal).Where(endpoint => endpoint.StartsWith("GET ", StringComparison.Ordinal)).Select(endpoint => endpoint[4..]))
            {
                foreach (var address in Addresses(pattern))
                {
                    using var answer = await visitor.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
                    if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
                    {
                        continue; // says that something changed, never what: it is read by LiveTests
                    }

                    var bytes = await answer.Content.ReadAsByteArrayAsync();
                    walked.Add(address, answer.StatusCode == HttpStatusCode.OK, await Read(bytes, answer.Content.Headers.ContentType?.MediaType));
                }
            }

            var mine = visitor == Claire ? "canary-a-" : "canary-b-";
            foreach (var mail in (await Portal.Mails(Portal.Braine)).Where(mail => mail.To.StartsWith(mine, StringComparison.Ordinal) || mail.To == (visitor == Claire ? "claire@example.org" : "thomas@example.org")))
            {
                walked.Add($"mail {mail.Template}", true, string.Join('\n', mail.Given.Values));
            }

            return walked;
        }

        private IEnumerable<string> Addresses(string pattern)
        {
            if (Place().Match(pattern) is not { Success: true } place)
            {
                return [pattern];
            }

            var (name, rule) = (place.Groups["name"].Value, place.Groups["rule"].Value);
            var values = rule.StartsWith("guid", StringComparison.Ordinal) ? Values["guid"]
                : OneOf().Match(rule) is { Success: true } words ? words.Groups[1].Value.Split('|')
                : Values.GetValueOrDefault(name, ["1"]);
            return values.SelectMany(value => Addresses(string.Concat(pattern.AsSpan(0, place.Index), value, pattern.AsSpan(place.Index + place.Length))));
        }

        private static async Task<string> Read(byte[] bytes, string? kind)
        {
            if (kind != "application/zip")
            {
                return WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes)) + Encoding.Latin1.GetString(bytes);
            }

            var text = new StringBuilder();
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in zip.Entries)
            {
                await using var content = await entry.OpenAsync();
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy);
                text.Append(entry.FullName).Append('\n').Append(Encoding.Latin1.GetString(copy.ToArray())).Append(Encoding.UTF8.GetString(copy.ToArray()));
            }

            return text.ToString();
        }
    }

    private sealed class Walked
    {
        private readonly List<(string Address, string Text)> _read = [];
        private readonly StringBuilder _all = new();

        public int Pages { get; private set; }
        public string Text => _all.ToString();

        public void Add(string address, bool isPage, string text)
        {
            Pages += isPage ? 1 : 0;
            _read.Add((address, text));
            _all.Append(text);
        }

        public IReadOnlyList<string> Found(string canary) => [.. _read.Where(one => one.Text.Contains(canary, StringComparison.Ordinal)).Select(one => $"{one.Address}: …{one.Text.Substring(Math.Max(0, one.Text.IndexOf(canary, StringComparison.Ordinal) - 40), 70)}")];
    }

    [GeneratedRegex(@"\{\**(?<name>[a-z]+)(?::(?<rule>(?:[^{}]|\{[^}]*\})+?))?\??\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\^\(([^)]*)\)\$")]
    private static partial Regex OneOf();
}
