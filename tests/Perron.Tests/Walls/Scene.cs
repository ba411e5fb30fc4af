using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.Cases;
using Perron.Tests.Files;
using Perron.Tests.Programs;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Walls;

/// <summary>Whose things an address names: those of the commune of Braine-l'Alleud, of its CPAS, of Boussu, or of nobody.</summary>
public enum Whose { Commune, Cpas, Boussu, Nobody }

/// <summary>One of each thing, of one owner.</summary>
public sealed record Things(string Reference, Guid Citizen, Guid File, Guid Document, string Code, Guid Filing, Guid Batch, Guid Letter, Guid Call, Guid Absence, Guid Officer, Guid Reset, Guid Mandate, string Opinion, string Agreement);

/// <summary>The commune, its CPAS and Boussu, each with one of all things, and everybody who may ask for them.</summary>
public sealed class Scene
{
    private readonly Dictionary<Whose, Things> _things = [];
    private readonly Portal _portal;
    private Visitor _claire = null!;

    private Scene(Portal portal) => _portal = portal;

    public static IReadOnlyList<string> InboxQueries { get; } =
        [.. new[] { "moi", "equipe", "non-attribues", "attente", "retard", "termines" }.Select(view => $"?vue={view}"), "?vue=equipe&q=dubois", "?vue=termines&q=dubois"];

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    public Things this[Whose whose] => _things[whose];

    public static async Task<Scene> Set(Portal portal)
    {
        var scene = new Scene(portal);
        scene._claire = await portal.Claire();
        var marcel = await portal.Marcel();
        var (sophie, marc, julie) = (await portal.Officer(portal.Braine, "sophie.lambert"), await portal.Officer(portal.Boussu, "marc.delcourt"), await portal.Officer(portal.Braine, "julie.moreau"));
        scene._things[Whose.Commune] = await scene.Things(portal.Braine, scene._claire, sophie, "population", sophie);
        scene._things[Whose.Cpas] = await scene.Things(portal.Braine, scene._claire, sophie, "action-sociale", julie);
        scene._things[Whose.Boussu] = await scene.Things(portal.Boussu, marcel, marc, "population", marc);
        scene._things[Whose.Nobody] = new(Reference.New("BLA").Value, New(), New(), New(), Perron.Cases.Documents.DocumentCode.New(), New(), New(), New(), New(), New(), New(), New(), New(), new('2', 26), new('2', 26));
        await scene.Invite(sophie, marc, marcel);
        return scene;
    }

    /// <summary>The address of this endpoint for one of these things.</summary>
    public string Address(Wall wall, Whose whose)
    {
        var one = _things[whose];
        var id = wall.Thing switch
        {
            Thing.OwnFile or Thing.DeskFile or Thing.PartyFile => one.File,
            Thing.Letter => one.Letter,
            Thing.Batch => one.Batch,
            _ => one.Document,
        };
        var path = wall.Pattern.Replace("{reference}", one.Reference, StringComparison.Ordinal).Replace("{id:guid?}", $"{one.File}", StringComparison.Ordinal).Replace("{id:guid}", $"{id}", StringComparison.Ordinal)
            .Replace("{code}", one.Code, StringComparison.Ordinal).Replace("{filing:guid}", $"{one.Filing}", StringComparison.Ordinal).Replace("{request:guid}", $"{one.Call}", StringComparison.Ordinal).Replace("{message:guid}", $"{one.Call}", StringComparison.Ordinal)
            .Replace("{absence:guid}", $"{one.Absence}", StringComparison.Ordinal).Replace("{officer:guid}", $"{one.Officer}", StringComparison.Ordinal).Replace("{reset:guid}", $"{one.Reset}", StringComparison.Ordinal)
            .Replace("{citizen:guid}", $"{one.Citizen}", StringComparison.Ordinal).Replace("{other:guid}", $"{Nobody}", StringComparison.Ordinal).Replace("{merge:guid}", $"{Nobody}", StringComparison.Ordinal)
            .Replace("{mandate:guid}", $"{one.Mandate}", StringComparison.Ordinal).Replace("{slug}", "composition-de-menage", StringComparison.Ordinal).Replace("{step}", "pour-qui", StringComparison.Ordinal)
            .Replace("{day}", "2026-12-24", StringComparison.Ordinal).Replace("{secret}", "no-such-secret", StringComparison.Ordinal).Replace("{service}", "population", StringComparison.Ordinal).Replace("{provider}", "none", StringComparison.Ordinal)
            .Replace("{commune}", "braine-lalleud", StringComparison.Ordinal).Replace("{file}", "none.css", StringComparison.Ordinal)
            .Replace("{hall}", "maison-communale", StringComparison.Ordinal).Replace("{desk}", "1", StringComparison.Ordinal).Replace("{reasons}", "passeport", StringComparison.Ordinal)
            .Replace("{z:int}", "14", StringComparison.Ordinal).Replace("{x:int}", "8390", StringComparison.Ordinal).Replace("{y:int}", "5512", StringComparison.Ordinal);
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var from)
        {
            // What is one of a few words is the first of them: {kind:regex(^(message|rappel)$)}.
            var until = path.IndexOf('}', from);
            var (open, close) = (path.IndexOf("(^(", from, StringComparison.Ordinal) + 3, path.IndexOf(")$)", from, StringComparison.Ordinal));
            path = string.Concat(path.AsSpan(0, from), path[open..close].Split('|')[0], path.AsSpan(until + 1));
        }

        return wall.Thing is Thing.Party or Thing.PartyFile ? $"{path}?cle={(path.StartsWith("/avis", StringComparison.Ordinal) ? one.Opinion : one.Agreement)}" : path;
    }

    /// <summary>One more case of the CPAS, of somebody whom the commune knows, still open.</summary>
    public async Task AnotherCaseOfTheCpas() => await _portal.MoveToCpas(await _portal.VisitAs(_claire, _portal.Braine).AskForOwn("poste"));

    private async Task Invite(Visitor sophie, Visitor marc, Visitor marcel)
    {
        var (braine, boussu) = (_portal.Braine, _portal.Boussu);
        var lieve = await _portal.Lieve();
        Roles =
        [
            new("stranger", _portal.Visit(braine), null, Held),
            new("citizen", _portal.VisitAs(_claire, braine), Door.Citizens, (thing, whose) => Held(thing, whose) || (IsOfCitizen(thing) && IsInBraine(whose))),
            new("citizen by e-mail", _portal.VisitAs(_claire with { Level = IdentityLevel.Weak }, braine), Door.Citizens,
                (thing, whose) => Held(thing, whose) || (IsOfCitizen(thing) && thing is not (Thing.OwnFile or Thing.OwnDocument) && IsInBraine(whose))),
            new("other citizen", _portal.VisitAs(lieve, braine), Door.Citizens, Held),
            new("citizen of Boussu", _portal.VisitAs(marcel, boussu), Door.Citizens, (thing, whose) => (IsOfCitizen(thing) || IsHeld(thing)) && whose is Whose.Boussu),
            new("officer of the service", _portal.VisitAs(sophie, braine), Door.Officers, (thing, whose) => Proof(thing, whose) || (thing is Thing.Person && IsInBraine(whose)) || ((IsOfDesk(thing) || IsHeld(thing)) && whose is Whose.Commune), Door.Cashiers, Door.Registrars),
            new("officer of another service", _portal.VisitAs(await _portal.Officer(braine, "benoit.sacre"), braine), Door.Officers, (thing, whose) => Proof(thing, whose) || ((IsOfAnyDesk(thing) || IsHeld(thing)) && whose is Whose.Commune)),
            new("officer of the CPAS", _portal.VisitAs(await _portal.Officer(braine, "julie.moreau"), braine), Door.Administrators, (thing, whose) => Proof(thing, whose) || (thing is Thing.Party or Thing.PartyFile && whose is Whose.Cpas) || (IsOfDesk(thing) && whose is Whose.Cpas)),
            new("officer of Boussu", _portal.VisitAs(marc, boussu), Door.Officers, (thing, whose) => (IsOfDesk(thing) || IsHeld(thing) || thing is Thing.Person) && whose is Whose.Boussu, Door.Cashiers, Door.Registrars),
            new("officer of Boussu in Braine", _portal.VisitAs(marc, braine), null, Held),
            new("officer of an intercommunale", _portal.VisitAs(await _portal.Officer(_portal.Sylvane, "nadine.collard"), _portal.Sylvane), Door.Officers, (_, _) => false),
            new("officer of an intercommunale in Braine", _portal.VisitAs(await _portal.Officer(_portal.Sylvane, "nadine.collard"), braine), null, Held),
            new("administrator of the commune", _portal.VisitAs(await _portal.Officer(braine, "pierre.gillard"), braine), Door.Administrators, (thing, whose) => Proof(thing, whose) || ((IsOfAnyDesk(thing) || IsHeld(thing)) && whose is Whose.Commune), Door.Finance),
            new("program of the commune", await Program(await _portal.Officer(braine, "pierre.gillard"), braine), Door.Programs, (thing, whose) => Held(thing, whose) || (IsOfProgram(thing) && whose is Whose.Commune)),
            new("program of the CPAS", await Program(await _portal.Officer(braine, "julie.moreau"), braine), Door.Programs, (thing, whose) => Held(thing, whose) || (IsOfProgram(thing) && whose is Whose.Cpas)),
        ];
    }

    private async Task<Browser> Program(Visitor administrator, Commune commune) => new(_portal.Connect(commune, (await _portal.MakeKey(administrator, commune)).Key).Http);

    private static bool IsOfProgram(Thing thing) => thing is Thing.DeskCase or Thing.DeskFile or Thing.DeskDocument;

    private static bool IsInBraine(Whose whose) => whose is Whose.Commune or Whose.Cpas;

    // Whoever holds the code of a document asks whether it is genuine; the links of a party open nothing to an officer of another organisation.
    private static bool Proof(Thing thing, Whose whose) => thing is Thing.Proof && IsInBraine(whose);

    private static bool IsHeld(Thing thing) => thing is Thing.Proof or Thing.Party or Thing.PartyFile;

    private static bool Held(Thing thing, Whose whose) => IsHeld(thing) && IsInBraine(whose);

    private static bool IsOfCitizen(Thing thing) => thing is Thing.OwnCase or Thing.OwnFile or Thing.OwnDocument or Thing.OwnMandate or Thing.LiveCase;

    // Of the whole organisation, whatever the service.
    private static bool IsOfAnyDesk(Thing thing) => thing is Thing.LiveCase or Thing.DeskCase or Thing.DeskFile or Thing.DeskDocument or Thing.Batch or Thing.Letter or Thing.Officer or Thing.Reset;

    private static bool IsOfDesk(Thing thing) => IsOfAnyDesk(thing) || thing is Thing.Signature or Thing.Filing or Thing.Call or Thing.Absence;

    private async Task<Things> Things(Commune commune, Visitor citizen, Visitor maker, string service, Visitor officer)
    {
        var unit = await _portal.InDb(commune, db => db.Set<ServiceUnit>().AsNoTracking().SingleAsync(one => one.Slug == service));
        var organisation = unit.RunBy;
        var (reference, id) = await Ask(commune, citizen, maker, unit);
        var (now, keys) = (_portal.Now, _portal.Services.GetRequiredService<HouseKeys>());
        return await _portal.InDb(commune, async db =>
        {
            var colleague = new Officer { CommuneId = commune.Id, OrganisationId = organisation, GivenName = "Jan", FamilyName = "Claes", Email = $"jan.{service}@example.org" };
            var other = colleague.Id;
            var file = new StoredFile { CommuneId = commune.Id, OrganisationId = organisation, OwnerId = id.Value, Name = "preuve.pdf", ContentType = "application/pdf", Size = Samples.Pdf().Length, Sha256 = "", State = FileState.Clean, At = now };
            var batch = new LetterBatch { CommuneId = commune.Id, OrganisationId = organisation, MadeBy = officer.Officer!.Value, MadeAt = now };
            var (waiting, printed) = (Letter(), Letter());
            printed.BatchId = batch.Id;
            var call = new ContactRequest { CommuneId = commune.Id, OrganisationId = organisation, ServiceUnitId = unit.Id, CitizenId = citizen.Citizen!.Value, Kind = ContactKind.Message, Name = citizen.Name, Language = "fr", Text = "Bonjour", AskedAt = now };
            var absence = new Absence { CommuneId = commune.Id, OfficerId = officer.Officer!.Value, From = new(2026, 12, 1), Until = new(2026, 12, 4) };
            var reset = new AccessReset { CommuneId = commune.Id, OrganisationId = organisation, OfficerId = other, AskedBy = officer.Officer!.Value, AskedAt = now };
            var mandate = new Mandate { CommuneId = commune.Id, GivenBy = citizen.Citizen!.Value, GiverName = citizen.Name, ToAddress = "x@example.org", Purpose = "tout", LinkHash = New().ToString(), Until = new(2027, 1, 1), OfferedAt = now };
            var filing = new Assistance { CommuneId = commune.Id, OrganisationId = organisation, OfficerId = officer.Officer!.Value, CitizenId = citizen.Citizen!.Value, Procedure = "composition-de-menage", Name = citizen.Name, Way = DeskWay.Counter, Seen = IdentitySeen.CardShown, Language = "fr", StartedAt = now };
            var (opinion, agreement) = (Party(PartyKind.Adviser), Party(PartyKind.CoApplicant));
            db.AddRange(colleague, file, new StoredBytes { CommuneId = commune.Id, OrganisationId = organisation, FileId = file.Id, Bytes = Samples.Pdf() }, batch, waiting, printed, call, absence, reset, mandate, filing, opinion, agreement);
            await db.SaveChangesAsync();
            opinion.Shown.Add(file.Id.Value.ToString());
            var story = await db.Set<Perron.Timeline.Stream>().SingleAsync(one => one.Id == id);
            var document = await db.Set<IssuedDocument>().SingleAsync(one => one.CaseId == id);
            // What was told before the case was moved stands behind the wall of the commune.
            db.AddRange(Told(new RegisterConsulted("", "Found")), Told(new DocumentIssued(document.Id.Value, document.Sha256)), Told(new OpinionAsked(opinion.Id.Value, "2026-12-24")), Told(new CoApplicantInvited(agreement.Id.Value)));
            await db.SaveChangesAsync();
            return new Things(reference, citizen.Citizen!.Value.Value, file.Id.Value, document.Id.Value, document.Code, filing.Id.Value, batch.Id.Value, waiting.Id.Value, call.Id.Value, absence.Id.Value, other.Value, reset.Id.Value, mandate.Id.Value, Key(opinion), Key(agreement));

            Letter Letter() => Perron.Delivery.Letter.Of(commune.Id, organisation, id.Value, citizen.Name, "Rue Haute 1\n1420 Ville", "fr", LetterKind.Plain, "letter-document", new Dictionary<string, string> { ["procedure"] = "p", ["reference"] = reference }, null, now);

            AwaitedParty Party(PartyKind kind) => new() { CommuneId = commune.Id, OrganisationId = organisation, CaseId = id, Kind = kind, Who = Texts.LocalText.Of("fr", "Police"), Until = new(2026, 12, 24), AskedAt = now };

            TimelineEvent Told<TFact>(TFact fact) where TFact : notnull => story.Happened(fact, now, officer.Actor, "demande", Visibility.Public);

            string Key(AwaitedParty party) => keys.Secret(commune.Id, party.Id.Value);
        });
    }

    private async Task<(string Reference, StreamId Id)> Ask(Commune commune, Visitor citizen, Visitor officer, ServiceUnit unit)
    {
        var owner = unit.RunBy;
        var reference = await _portal.VisitAs(citizen, commune).AskForOwn();
        var maker = _portal.VisitAs(officer, commune);
        await maker.ConfirmRegister(reference);
        await maker.Produce(reference);
        Assert.False(maker.Url.EndsWith("/produce", StringComparison.Ordinal), $"{reference} is refused ({maker.Status}): {maker.Text}");
        return await _portal.InDb(commune, async db =>
        {
            var id = await db.Set<Case>().Where(one => one.Reference == reference).Select(one => one.Id).SingleAsync();
            await db.Set<Case>().Where(one => one.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, owner).SetProperty(one => one.ServiceUnitId, unit.Id));
            await db.Set<Perron.Timeline.Stream>().Where(one => one.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, owner));
            await db.Set<IssuedDocument>().Where(one => one.CaseId == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, owner));
            await db.Set<RegisterExtract>().Where(one => one.CaseId == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, owner));
            return (reference, id);
        });
    }

    // The same each time: two looks at one page are compared.
    private static readonly Guid Nobody = Guid.CreateVersion7();

    private static Guid New() => Guid.CreateVersion7();
}
