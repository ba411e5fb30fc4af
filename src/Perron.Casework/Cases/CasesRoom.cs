using Perron.Cases.Acts;
using Perron.Cases.Asking;
using Perron.Cases.Beside;
using Perron.Cases.Closing;
using Perron.Cases.Contacts;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Cases.Documents;
using Perron.Cases.ForCitizens;
using Perron.Cases.ForEverybody;
using Perron.Cases.ForMachines;
using Perron.Cases.ForOfficers;
using Perron.Cases.ForOfficers.Many;
using Perron.Cases.OnBehalf;
using Perron.Cases.Pieces;
using Perron.Cases.Plugs;
using Perron.Cases.Register;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Cases.Safe;
using Perron.Cases.SecondPart;
using Perron.Cases.Systems;
using Perron.Cases.Territories;
using Perron.Communes;
using Perron.Delivery;
using Perron.Pages;
using Perron.People;
using Perron.Platform;
using Perron.Platform.DataLife;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Search;
namespace Perron.Cases;

/// <summary>Cases: what a citizen has asked, until it is done.</summary>
public static class CasesRoom
{
    public static void AddCases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTables(typeof(CasesRoom));
        services.AddSingleton<CaseLetters>();
        services.AddSingleton(ReplyCatalogue.Load(configuration["Perron:Catalogue"]!));
        services.AddSingleton<DocumentPrinter>();
        services.AddSingleton<IssueDocument>();
        services.AddScoped<DocumentSealing>();
        services.AddSingleton<Workloads>();
        services.AddSingleton<Submission>();
        services.AddSingleton(house => new CaseWork(
        [
            new ConfirmRegister(), new AskForPiece(), new AcceptMandate(), new ProduceDocument(house.GetRequiredService<IssueDocument>()), new HandOverDocument(), new RefuseCase(), new MoveOn(),
            new ReviewProposal(), new ReopenCase(), new ForwardCase(house.GetRequiredService<Workloads>()), new AwaitThird(), new NoteThird(), new FixAppointment(), new InviteCoApplicant(), new AskOpinion(), new RemindCitizen(),
            new SendReply(), new OpenSubCase(house.GetRequiredService<ProcedureCatalogue>()), new RequestPayment(house.GetRequiredService<ICasePayments>()), new ReceivePayment(), new NotifySystem(), new HearSystem(),
        ], house.GetRequiredService<ReplyCatalogue>()));
        AddSystems(services, configuration);
        services.AddSingleton<WriteToMany>();
        services.AddScoped<Rehearsal>();
        services.AddSingleton<PaidCases>();
        services.AddSingleton<NewSubCase>();
        services.AddHostedService<TellsCheck>();
        services.AddScoped<CaseTelling>();
        services.AddScoped<RegisterAtForm>();
        services.AddRound<RegisterRound>();
        services.AddRound<SubCaseRound>();
        services.AddRound<WorkflowRound>();
        services.AddRound<DatesRound>();
        services.AddRound<ClosureRound>();
        services.AddSingleton<IDeskEntries, ClosureEntry>();
        services.AddScoped<Procedures.IBegunRequests, BegunRequests>();
        services.AddSingleton<IDealsOut, DealsOut>();
        services.AddScoped<ISpaceCards, CaseCards>();
        services.AddScoped<ISpaceDocuments, CaseCards>();
        services.AddScoped<ISpaceLooks, CaseLooks>();
        services.AddScoped<IMandateScopes, CaseDoors>();
        services.AddScoped<IHomeSource, CaseDoors>();
        services.AddScoped<ISearchSource, CaseDoors>();
        services.AddSingleton<IOtherWays, CaseWays>();
        services.AddSingleton<IPersonalRecords, CaseDataLife>();
        services.AddSingleton<IHoldsBack, CaseDataLife>();
        services.AddSingleton<IForgets, CaseDataLife>();
        services.AddSingleton<IAccountRooms, CaseAccounts>();
        services.AddSingleton<IHandOver, CaseHandOver>();
        services.AddSingleton<ICompetences, Competences>();
        services.AddSingleton<IDeskEntries, FilingEntry>();
        services.AddSingleton<ICallStories, CallStory>();
        services.AddRound<WordRound>();
    }

    private static void AddSystems(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<SystemSecrets>();
        services.AddSingleton<HttpConnector>();
        if (configuration.GetSection("Perron").Get<PerronOptions>()!.Demonstration)
        {
            services.AddSingleton<SimulatedSystems>();
        }

        services.AddSingleton<SystemLines>();
        services.AddSingleton<SystemReplies>();
        services.AddSingleton<ExchangeBell>();
        services.AddRound<ExchangeRound>();
        services.AddSingleton<IDeskEntries, ExchangeEntry>();
    }

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var everybody = routes.ForCitizens().NeverKept();
        BeginRequest.Map(everybody);
        FollowCase.Map(everybody);
        WriteToService.Map(everybody);
        AskCallBack.Map(everybody);
        FindCase.Map(everybody);
        TakeDocument.Map(everybody);
        TakeFile.Map(everybody);
        VerifyDocument.Map(everybody);
        GiveOpinion.Map(everybody);
        GiveAgreement.Map(everybody);

        var citizens = routes.ForKnownCitizens().NeverKept();
        ShowSafe.Map(citizens);
        ListParts.Map(citizens);
        ListParts.MapUnderMandate(citizens);
        FillStep.MapUnderMandate(citizens);
        ProveAddress.MapUnderMandate(citizens);
        SendRequest.MapUnderMandate(citizens);
        ClaimCase.Map(citizens);
        FollowAgreement.Map(citizens);
        WriteAsSecond.Map(citizens);
        SayApart.Map(everybody);
        FillStep.Map(citizens);
        ProveAddress.Map(citizens);
        HearRegister.Map(citizens);
        SendRequest.Map(citizens);

        var officers = routes.ForOfficers().NeverKept();
        ShowInbox.Map(officers);
        HandleMany.Map(officers);
        UndoMany.Map(officers);
        PrintCases.Map(officers);
        LabelCase.Map(officers);
        KeepView.Map(officers);
        ExportCases.Map(officers);
        HandleCase.Map(officers);
        ConfirmDecision.Map(officers);
        DecideCase.Map(officers);
        RevokeDocument.Map(officers);
        WriteInCase.Map(officers);
        PrepareMessage.Map(officers);
        ComparePieces.Map(officers);
        JudgePiece.Map(officers);
        NoteContact.Map(officers);
        ListForms.Map(officers);
        AskForCitizen.Map(officers);
        PrintReceipt.Map(officers);
        ListParts.MapForOfficers(officers);
        FillStep.MapForOfficers(officers);
        SendRequest.MapForOfficers(officers);
        MoveDate.Map(officers);
        GiveToOfficer.Map(officers);
        AnswerSecond.Map(officers);
        SayApart.MapForOfficers(officers);

        HandleExchange.Map(officers);

        var administrators = routes.ForAdministrators().NeverKept();
        ManageClosures.Map(administrators);
        ShowExchanges.Map(officers, administrators);

        // A slow register must hold no transaction, so this one stands outside the unit of work; asking twice is two logged questions, as it should be.
        ConsultRegister.Map(routes.MapGroup("").RequireAuthorization(Policy.Officers));
        WatchCase.Map(routes.ForMachines());
        HearSystems.Map(routes.ForMachines());
    }

    // What these pages show is one person's: no browser and no proxy keeps it. In the very words of the antiforgery guard, which would warn of others.
    private static RouteGroupBuilder NeverKept(this RouteGroupBuilder door)
    {
        door.AddEndpointFilter((context, next) =>
        {
            (context.HttpContext.Response.Headers.CacheControl, context.HttpContext.Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
            return next(context);
        });
        return door;
    }
}
